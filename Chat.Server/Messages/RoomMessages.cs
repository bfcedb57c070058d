using Chat.Contracts;

namespace Chat.Server;

/// <summary>Puts messages into a room: numbers, revisions and times are given here and nowhere else.</summary>
internal static class RoomMessages
{
    public static RoomMessage Add(Batch batch, Guid room, Guid author, Guid id, long? composedAt, string text, byte[] hash) =>
        Place(batch, room, (number, revision, at) => new RoomMessage
        {
            RoomId = room,
            Number = number,
            Revision = revision,
            Id = id,
            AuthorId = author,
            At = at,
            ComposedAt = composedAt,
            Text = text,
            Hash = hash,
        });

    /// <summary>A numbered line about the room itself.</summary>
    public static RoomMessage AddNotice(Batch batch, Guid room, Guid author, string kind, string value) =>
        Place(batch, room, (number, revision, at) => new RoomMessage
        {
            RoomId = room,
            Number = number,
            Revision = revision,
            Id = Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(at)),
            AuthorId = author,
            At = at,
            NoticeKind = kind,
            NoticeValue = value,
        });

    private static RoomMessage Place(Batch batch, Guid room, Func<long, long, long, RoomMessage> make)
    {
        var scope = Scope.Room(room);
        var counter = batch.Counter(scope);
        counter.At = Math.Max(counter.At, batch.Now);
        counter.Number++;
        var message = batch.Add(make(counter.Number, batch.NextRevision(scope), counter.At));
        batch.Changed(scope, RoomMessage.Kind, message);
        return message;
    }
}
