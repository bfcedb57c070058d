using Chat.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Server;

/// <summary>What somebody said: the row of kind <c>message</c> in the room's scope.</summary>
public sealed class RoomMessage : IRow
{
    public Guid RoomId { get; init; }
    public long Number { get; init; }
    public Guid Id { get; init; }
    public long Revision { get; set; }
    public Guid AuthorId { get; init; }
    public long At { get; init; }
    public long? ComposedAt { get; init; }
    public string Text { get; set; } = "";
    public int Version { get; set; } = 1;
    public Guid? DeletedBy { get; set; }
    public string? NoticeKind { get; init; }
    public string? NoticeValue { get; init; }

    /// <summary>A keyed hash of what was posted, until deletion: tells a retry from a reused id.</summary>
    public byte[]? Hash { get; set; }

    public Message ToWire() => new()
    {
        Id = Id,
        Number = Number,
        Revision = Revision,
        Author = AuthorId,
        At = At,
        ComposedAt = ComposedAt,
        Text = Text,
        Version = Version,
        DeletedBy = DeletedBy,
        Notice = NoticeKind is null ? null : new Notice(NoticeKind, NoticeValue ?? ""),
    };

    public static RowKind Kind { get; } = new RowKind<RoomMessage, Message>(
        "message", ScopeKind.Room,
        m => m.ToWire(), m => m.Id, m => m.Revision, SizeOf,
        "Messages", "RoomId", "Revision",
        (set, rows) => set with { Messages = rows.Count == 1 ? rows : [.. rows.OrderBy(m => m.Number)] });

    /// <summary>About how many bytes of JSON a message takes; never less.</summary>
    public static int SizeOf(Message message) =>
        JsonSize.Row + JsonSize.Of(message.Text) + (message.Notice is { } notice ? JsonSize.Of(notice.Value) : 0);
}

/// <summary>An edit that was carried out: the same request again is answered as before.</summary>
public sealed class EditRequest
{
    public Guid MessageId { get; init; }
    public Guid Request { get; init; }

    /// <summary>The version of the text that it made.</summary>
    public int Version { get; init; }
}

internal sealed class RoomMessageConfiguration : IEntityTypeConfiguration<RoomMessage>
{
    public void Configure(EntityTypeBuilder<RoomMessage> builder)
    {
        builder.ToTable("Messages");
        builder.HasKey(m => new { m.RoomId, m.Number });
        builder.HasIndex(m => m.Id).IsUnique();
        builder.HasIndex(m => new { m.RoomId, m.Revision });
    }
}

internal sealed class EditRequestConfiguration : IEntityTypeConfiguration<EditRequest>
{
    public void Configure(EntityTypeBuilder<EditRequest> builder) => builder.HasKey(e => new { e.MessageId, e.Request });
}
