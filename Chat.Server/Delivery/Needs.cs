using Chat.Contracts;

namespace Chat.Server;

/// <summary>
/// What the changes of a batch will look at, so that it is loaded before any of them is applied.
/// </summary>
public sealed class Needs
{
    private readonly HashSet<Guid> _accounts = [], _sessions = [], _rooms = [], _messages = [];
    private readonly HashSet<(Guid Room, Guid Person)> _members = [], _markers = [];
    private readonly HashSet<Scope> _scopes = [];
    private readonly List<Action<WriterStore>> _others = [];

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

    /// <summary>Something that is found otherwise than by key, whose rows <see cref="Batch.Local{T}"/> then has.</summary>
    public void Other<T>(Func<ChatDb, IQueryable<T>> rows) where T : class => _others.Add(store => store.Load(rows));

    internal void Load(WriterStore store)
    {
        foreach (var id in _sessions) store.Sessions.Load(id);
        foreach (var id in _accounts) store.Accounts.Load(id);
        foreach (var id in _rooms) store.Rooms.Load(id);
        foreach (var scope in _scopes) store.Scopes.Load(scope);
        foreach (var pair in _members) store.Members.Load(pair);
        foreach (var pair in _markers) store.Markers.Load(pair);
        foreach (var id in _messages) store.Messages.Load(id);
        foreach (var load in _others) load(store);
    }
}
