using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Chat.Contracts;

namespace Chat.Server;

/// <summary>
/// Posts one outbox's messages to a room, in order. An id that is already there is answered as the first time, before
/// rights, limits and rates are looked at: what was acknowledged once stays so.
/// </summary>
internal sealed class PostMessagesChange(Caller caller, PostMessages request, byte[] hashKey, PostRates rates) : Change<PostResults>
{
    public override int Weight => request.Messages.Count;

    public override void Need(Needs needs)
    {
        needs.Caller(caller);
        needs.Room(request.Room);
        needs.Member(request.Room, caller.Person);
        needs.Marker(request.Room, caller.Person);
        foreach (var message in request.Messages) needs.Message(message.Id);
    }

    public override Outcome<PostResults> Apply(Batch batch)
    {
        var results = new List<PostResult>(request.Messages.Count);
        var marker = batch.Marker(request.Room, caller.Person);
        var read = marker?.Number ?? 0;
        var waits = false;
        foreach (var message in request.Messages)
        {
            var result = waits ? new PostResult { Id = message.Id, Status = PostStatus.NotTried } : Post(batch, message, ref read);
            waits |= result.Status == PostStatus.Retry;
            results.Add(result);
        }
        if (marker is not null && read > marker.Number) RoomMarkers.Set(batch, marker, read, marker.Generation);
        return new PostResults { Results = results };
    }

    private PostResult Post(Batch batch, NewMessage message, ref long read)
    {
        if (batch.Message(message.Id) is { } known) return Again(known, message);
        if (!batch.MayAct(caller)) return Refused(message, Refusals.SignedOut);
        if (message.Id.Version is not (4 or 7)) return Refused(message, Refusals.Invalid("id: use a UUID of version 7 or 4."));
        if (MessageText.Check(message.Text) is { } error) return Refused(message, error);
        if (batch.RoomFor(caller.Person, request.Room) is null) return Refused(message, Refusals.NotFound);
        if (batch.Member(request.Room, caller.Person) is null) return Refused(message, Refusals.NotMember);
        if (rates.Take(caller.Person) is { } wait)
            return Refused(message, Refusals.Retry(ErrorCodes.Rate, "You post too fast. It goes out by itself in a moment.", wait));

        var posted = RoomMessages.Add(batch, request.Room, caller.Person, message.Id, message.ComposedAt, message.Text, Hash(message.Text));
        // The author's marker follows only over what they have seen.
        var seen = Math.Max(read, Math.Min(message.Seen ?? 0, posted.Number - 1));
        read = seen >= posted.Number - 1 ? posted.Number : seen;
        return Accepted(posted);
    }

    private PostResult Again(RoomMessage known, NewMessage message)
    {
        var same = known.AuthorId == caller.Person && known.RoomId == request.Room && known.NoticeKind is null &&
            (known.Hash is null || CryptographicOperations.FixedTimeEquals(known.Hash, Hash(message.Text ?? "")));
        return same ? Accepted(known) : Refused(message, Refusals.Final(ErrorCodes.Conflict, "This id belongs to another message. Give the new message its own."));
    }

    private byte[] Hash(string text) => Hash(hashKey, request.Room, text);

    /// <summary>Of what shows: the room and the text. Keyed, so that the hash of a short text tells nothing.</summary>
    internal static byte[] Hash(byte[] hashKey, Guid room, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var shown = new byte[16 + 4 + length];
        room.TryWriteBytes(shown, true, out _);
        BinaryPrimitives.WriteInt32BigEndian(shown.AsSpan(16), length);
        Encoding.UTF8.GetBytes(text, shown.AsSpan(20));
        return HMACSHA256.HashData(hashKey, shown)[..16];
    }

    private static PostResult Accepted(RoomMessage message) =>
        new() { Id = message.Id, Status = PostStatus.Ok, Number = message.Number, At = message.At };

    private static PostResult Refused(NewMessage message, Error error) =>
        new() { Id = message.Id, Status = error.Final ? PostStatus.Final : PostStatus.Retry, Error = error };
}
