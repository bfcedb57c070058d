using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Chat.Contracts;

namespace Chat.Tests.Delivery;

/// <summary>A message as somebody saw it, with a hash in place of the text.</summary>
public sealed record MessageRow
{
    [JsonPropertyName("n")]
    public required long Number { get; init; }
    [JsonPropertyName("i")]
    public required Guid Id { get; init; }
    [JsonPropertyName("a")]
    public required Guid Author { get; init; }
    [JsonPropertyName("r")]
    public required long Revision { get; init; }
    [JsonPropertyName("t")]
    public required long At { get; init; }
    [JsonPropertyName("v")]
    public int Version { get; init; } = 1;
    [JsonPropertyName("h")]
    public long Hash { get; init; }

    /// <summary>What the text begins with, if a recorder wrote it; see <see cref="Posting.Key"/>.</summary>
    [JsonPropertyName("k")]
    public string? Key { get; init; }
    [JsonPropertyName("d")]
    public bool Deleted { get; init; }

    public static MessageRow Of(Message message) => new()
    {
        Number = message.Number,
        Id = message.Id,
        Author = message.Author,
        Revision = message.Revision,
        At = message.At,
        Version = message.Version,
        Hash = TextHash.Of(message.Notice is { } notice ? $"{notice.Kind} {notice.Value}" : message.Text),
        Key = message.Notice is null ? TextHash.KeyOf(message.Text) : null,
        Deleted = message.DeletedBy is not null,
    };
}

/// <summary>A member of a room as somebody saw it.</summary>
/// <param name="Role">None: they left.</param>
public sealed record MemberRow(Guid Person, long Revision, string? Role);

/// <summary>One's own place in a room as somebody saw it.</summary>
/// <param name="Revision">In the person's scope.</param>
/// <param name="Joined">The room revision at which it began.</param>
public sealed record MembershipRow(Guid Room, long Revision, string? Role, long Joined);

/// <summary>A read marker as somebody saw it.</summary>
public sealed record MarkerRow(Guid Room, long Revision, long Number, long Generation);

/// <summary>A room's header as somebody saw it.</summary>
/// <param name="Hash">Of all of it but the revision.</param>
public sealed record HeaderRow(long Revision, long Hash, bool Private)
{
    public static HeaderRow Of(RoomHeader header) => new(header.Revision, TextHash.Of(Wire.Text(header with { Revision = 0 })), header.Private);
}

/// <summary>What stands for a text in a history.</summary>
public static class TextHash
{
    /// <summary>The first eight bytes of the text's SHA-256.</summary>
    public static long Of(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    /// <summary>The first word of a text that a recorder wrote: <c>#client.7 …</c>.</summary>
    public static string? KeyOf(string text) =>
        text.StartsWith('#') ? text[..(text.IndexOf(' ') is var end and > 0 ? end : text.Length)] : null;
}
