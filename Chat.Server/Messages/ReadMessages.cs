using Chat.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Chat.Server;

/// <summary>Answers pages of a room's history.</summary>
public sealed class MessageReader(ChatDatabase database)
{
    public async Task<Outcome<MessagesPage>> ReadAsync(Caller caller, ReadMessages request)
    {
        if ((request.Before is null ? 0 : 1) + (request.After is null ? 0 : 1) + (request.Around is null ? 0 : 1) > 1)
            return Refusals.Invalid("Ask for one of before, after and around, or for none of them.");
        var limit = Math.Clamp(request.Limit ?? Limits.Default.PageMessages, 1, Limits.Default.PageMessages);
        await using var snapshot = await database.ReadSnapshotAsync();
        var db = snapshot.Db;
        if (!await ScopeReader.IsSignedInAsync(db, caller)) return Refusals.SignedOut;
        if (!await ScopeReader.MayReadRoomAsync(db, request.Room, caller.Person)) return Refusals.NotFound;
        var room = await db.Rooms.FirstAsync(r => r.Id == request.Room);
        var counter = await new ScopeReader(db, caller, database.Incarnation).CounterAsync(Scope.Room(request.Room));

        var messages = request switch
        {
            { Before: { } before } => await Pages.BeforeAsync(db, room.Id, room.Floor, before, limit),
            { After: { } after } => await Pages.AfterAsync(db, room.Id, room.Floor, after, limit),
            { Around: { } around } => await AroundAsync(db, room, Math.Clamp(around, room.Floor, Math.Max(room.Floor, counter.Number)), limit),
            _ => await Pages.NewestAsync(db, room.Id, room.Floor, limit),
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
            People = await Pages.PeopleAsync(db, messages, null),
        };
    }

    private static async Task<List<Message>> AroundAsync(ChatDb db, Room room, long number, int limit)
    {
        var below = await Pages.BeforeAsync(db, room.Id, room.Floor, number + 1, (limit + 1) / 2);
        var above = await Pages.AfterAsync(db, room.Id, room.Floor, number, limit - below.Count);
        // Two halves may be too large together: what is farthest above goes.
        var bytes = below.Sum(RoomMessage.SizeOf);
        return [.. below, .. above.TakeWhile(m => (bytes += RoomMessage.SizeOf(m)) <= Limits.Default.PageBytes)];
    }
}
