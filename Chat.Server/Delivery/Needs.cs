using Chat.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Chat.Server;

/// <summary>
/// What the changes of a batch will look at, so that it is loaded with one query per kind before any of them is applied.
/// </summary>
public sealed class Needs
{
    private readonly HashSet<Guid> _accounts = [], _sessions = [], _rooms = [], _messages = [];
    private readonly HashSet<(Guid Room, Guid Person)> _members = [], _markers = [];
    private readonly HashSet<Scope> _scopes = [];
    private readonly List<Func<ChatDb, Task>> _others = [];

    /// <summary>An account.</summary>
    public void Account(Guid id) => _accounts.Add(id);

    /// <summary>Who calls: their account and session.</summary>
    public void Caller(Caller caller)
    {
        _accounts.Add(caller.Person);
        _sessions.Add(caller.Session);
    }

    /// <summary>The counters of a scope that will change.</summary>
    public void Scope(Scope scope) => _scopes.Add(scope);

    /// <summary>A room and its counters.</summary>
    public void Room(Guid id)
    {
        _rooms.Add(id);
        _scopes.Add(Contracts.Scope.Room(id));
    }

    /// <summary>A person's place in a room.</summary>
    public void Member(Guid room, Guid person) => _members.Add((room, person));

    /// <summary>A person's read marker in a room, and the counters of the person's scope.</summary>
    public void Marker(Guid room, Guid person)
    {
        _markers.Add((room, person));
        _scopes.Add(Contracts.Scope.Person(person));
    }

    /// <summary>The message with an id, in whatever room it is.</summary>
    public void Message(Guid id) => _messages.Add(id);

    /// <summary>Something that only this change needs: a tracking query, whose rows <see cref="Batch.Local{T}"/> then has.</summary>
    public void Other(Func<ChatDb, Task> load) => _others.Add(load);

    internal async Task<List<RoomMessage>> LoadAsync(ChatDb db)
    {
        var sessions = _sessions.ToList();
        if (sessions.Count > 0) await db.Sessions.Where(s => sessions.Contains(s.Id)).LoadAsync();
        var accounts = _accounts.ToList();
        if (accounts.Count > 0) await db.Users.Where(a => accounts.Contains(a.Id)).LoadAsync();
        var rooms = _rooms.ToList();
        if (rooms.Count > 0) await db.Rooms.Where(r => rooms.Contains(r.Id)).LoadAsync();
        foreach (var scopes in _scopes.GroupBy(s => s.Kind))
        {
            var kind = scopes.Key;
            var ids = scopes.Select(s => s.Id).ToList();
            await db.Scopes.Where(s => s.Kind == kind && ids.Contains(s.Id)).LoadAsync();
        }
        // Pairs are asked for as rooms × people: a little too much, in one query by the key.
        if (_members.Count > 0)
        {
            var (inRooms, people) = Sides(_members);
            await db.Members.Where(m => inRooms.Contains(m.RoomId) && people.Contains(m.PersonId)).LoadAsync();
        }
        if (_markers.Count > 0)
        {
            var (inRooms, people) = Sides(_markers);
            await db.Markers.Where(m => people.Contains(m.PersonId) && inRooms.Contains(m.RoomId)).LoadAsync();
        }
        foreach (var load in _others) await load(db);
        var ofMessages = _messages.ToList();
        return ofMessages.Count == 0 ? [] : await db.Messages.Where(m => ofMessages.Contains(m.Id)).ToListAsync();
    }

    private static (List<Guid> Rooms, List<Guid> People) Sides(HashSet<(Guid Room, Guid Person)> pairs) =>
        ([.. pairs.Select(p => p.Room).Distinct()], [.. pairs.Select(p => p.Person).Distinct()]);
}
