using Chat.Contracts;

namespace Chat.Server;

/// <summary>Answers pages of a room's history.</summary>
public sealed class MessageReader(ChatDatabase database)
{
    public Outcome<MessagesPage> Read(Caller caller, ReadMessages request)
    {
        if (((long?[])[request.Before, request.After, request.Around, request.Since]).Count(asked => asked is not null) > 1)
            return Refusals.Invalid("Ask for one of before, after, around and since, or for none of them.");
        if (request.Since < 0) return Refusals.Invalid("since: milliseconds since 1970 UTC, 0 at least.");
        var limit = Math.Clamp(request.Limit ?? Limits.Default.PageMessages, 1, Limits.Default.PageMessages);
        using var snapshot = database.ReadSnapshot();
        var db = snapshot.Rows;
        if (!ScopeReader.IsSignedIn(db, caller)) return Refusals.SignedOut;
        if (!ScopeReader.MayReadRoom(db, request.Room, caller.Person)) return Refusals.NotFound;
        var room = db.First<Room>("Id = ?1", s => s.Bind(1, request.Room))!;
        var counter = new ScopeReader(db, caller, database.Incarnation).Counter(Scope.Room(request.Room));

        if (request.Since is { } since) request = request with { After = Pages.LastEarlierThan(db, room.Id, room.Floor, counter.Number, since), Since = null };

        var messages = request switch
        {
            { Before: { } before } => Pages.Before(db, room.Id, room.Floor, before, limit),
            { After: { } after } => Pages.After(db, room.Id, room.Floor, after, limit),
            { Around: { } around } => Around(db, room, Math.Clamp(around, room.Floor, Math.Max(room.Floor, counter.Number)), limit),
            _ => Pages.Newest(db, room.Id, room.Floor, limit),
        };
        // A page that found nothing covers nothing, at the place that was asked about.
        var from = messages.Count > 0 ? messages[0].Number : request.After is { } a ? Math.Min(a, counter.Number) + 1 : room.Floor;
        return new MessagesPage
        {
            Room = room.Id,
            AsOf = counter.Revision,
            Incarnation = counter.Incarnation,
            From = from,
            To = messages.Count > 0 ? messages[^1].Number : from - 1,
            Number = counter.Number,
            Floor = room.Floor,
            Messages = messages,
            People = Pages.People(db, messages, null),
        };
    }

    private static List<Message> Around(ReadConnection db, Room room, long number, int limit)
    {
        var below = Pages.Before(db, room.Id, room.Floor, number + 1, (limit + 1) / 2);
        var above = Pages.After(db, room.Id, room.Floor, number, limit - below.Count);
        // Two halves may be too large together: what is farthest above goes.
        var bytes = below.Sum(RoomMessage.SizeOf);
        return [.. below, .. above.TakeWhile(m => (bytes += RoomMessage.SizeOf(m)) <= Limits.Default.PageBytes)];
    }
}
