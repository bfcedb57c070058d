using Chat.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Chat.Server;

/// <summary>Answers which public rooms there are, and who is in a room.</summary>
public sealed class RoomReader(ChatDatabase database)
{
    private const int MostRooms = 100, MostMembers = 200, MostInCommon = 200;

    public async Task<Outcome<RoomsPage>> ListAsync(Caller caller, ListRooms request)
    {
        var limit = Math.Clamp(request.Limit ?? MostRooms, 1, MostRooms);
        var query = RoomNames.Fold(request.Query ?? "");
        var after = request.After ?? "";
        using var snapshot = database.ReadSnapshot();
        var db = snapshot.Db;
        if (!ScopeReader.IsSignedIn(snapshot.Rows, caller)) return Refusals.SignedOut;
        var found = await db.Rooms
            .Where(r => r.PublicName != null && r.PublicName.CompareTo(after) > 0 && (query == "" || r.PublicName.Contains(query)))
            .OrderBy(r => r.PublicName).Take(limit + 1)
            .Select(r => new
            {
                Room = r,
                Counter = db.Scopes.First(s => s.Kind == ScopeKind.Room && s.Id == r.Id),
                Members = db.Members.Count(m => m.RoomId == r.Id && m.Role != null),
                Joined = db.Members.Any(m => m.RoomId == r.Id && m.PersonId == caller.Person && m.Role != null),
            })
            .ToListAsync();
        return new RoomsPage
        {
            Rooms = [.. found.Take(limit).Select(f => new RoomListing { Head = RoomHeads.HeadOf(f.Room, f.Counter), Members = f.Members, Joined = f.Joined })],
            Next = found.Count > limit ? found[limit - 1].Room.PublicName : null,
        };
    }

    /// <summary>Of rooms that the caller isn't in, nothing is told.</summary>
    public Outcome<CommonRooms> InCommon(Caller caller, Guid person)
    {
        using var snapshot = database.ReadSnapshot();
        if (!ScopeReader.IsSignedIn(snapshot.Rows, caller)) return Refusals.SignedOut;
        var found = snapshot.Rows.List<RoomMember>(
            "PersonId = ?1 AND Role IS NOT NULL AND RoomId IN (SELECT RoomId FROM Members WHERE PersonId = ?2 AND Role IS NOT NULL) LIMIT ?3",
            s =>
            {
                s.Bind(1, person);
                s.Bind(2, caller.Person);
                s.Bind(3, MostInCommon);
            });
        return new CommonRooms([.. found.Select(m => new SharedRoom(m.RoomId, m.Role!))]);
    }

    public async Task<Outcome<MembersPage>> MembersAsync(Caller caller, ReadMembers request)
    {
        var limit = Math.Clamp(request.Limit ?? MostMembers, 1, MostMembers);
        using var snapshot = database.ReadSnapshot();
        var db = snapshot.Db;
        if (!ScopeReader.IsSignedIn(snapshot.Rows, caller)) return Refusals.SignedOut;
        if (!ScopeReader.MayReadRoom(snapshot.Rows, request.Room, caller.Person)) return Refusals.NotFound;
        var counter = new ScopeReader(snapshot.Rows, caller, database.Incarnation).Counter(Scope.Room(request.Room));
        var after = request.After ?? Guid.Empty;
        var here = db.Members.Where(m => m.RoomId == request.Room && m.Role != null);
        var found = await here.Where(m => m.PersonId > after).OrderBy(m => m.PersonId).Take(limit + 1).ToListAsync();
        var members = found.Take(limit).Select(m => m.ToMember()).ToList();
        return new MembersPage
        {
            Room = request.Room,
            AsOf = counter.Revision,
            Incarnation = counter.Incarnation,
            Members = members,
            Total = await here.CountAsync(),
            Through = found.Count > limit ? members[^1].Person : null,
            People = Pages.People(snapshot.Rows, null, members),
        };
    }
}
