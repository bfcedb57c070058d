using Chat.Contracts;

namespace Chat.Server;

/// <summary>
/// The state that a batch of changes works on: the loaded rows, the scopes' counters, and what was changed so far.
/// Nothing is written before the whole batch is.
/// </summary>
public sealed class Batch
{
    private readonly WriterStore _store;
    private readonly string _incarnation;
    private readonly Dictionary<Scope, ScopeCommit> _commits = [];

    internal Batch(WriterStore store, string incarnation, long now) => (_store, _incarnation, Now) = (store, incarnation, now);

    /// <summary>The time of this batch, milliseconds since 1970 UTC.</summary>
    public long Now { get; }

    /// <summary>Somebody lost the right to read or their watch ended: nothing more goes into this batch.</summary>
    public bool Closed { get; private set; }

    internal IReadOnlyCollection<ScopeCommit> Commits => _commits.Values;

    /// <summary>Whether the caller's session is not revoked and the account not disabled.</summary>
    public bool MayAct(Caller caller) =>
        Account(caller.Person) is { Disabled: false } &&
        _store.Sessions.Find(caller.Session) is { RevokedAt: null } session && session.AccountId == caller.Person;

    public Account? Account(Guid id) => _store.Accounts.Find(id);

    public Room? Room(Guid id) => _store.Rooms.Find(id);

    /// <summary>The room, if this person may read it; a private room looks to others as if it were not there.</summary>
    public Room? RoomFor(Guid person, Guid id) => Room(id) is { } room && (!room.Private || Member(id, person) is not null) ? room : null;

    /// <summary>The person's place in a room, if they are in it.</summary>
    public RoomMember? Member(Guid room, Guid person) => MemberOrTombstone(room, person) is { IsHere: true } member ? member : null;

    /// <summary>The person's place in a room, also if they have left it.</summary>
    public RoomMember? MemberOrTombstone(Guid room, Guid person) => _store.Members.Find((room, person));

    public RoomMarker? Marker(Guid room, Guid person) => _store.Markers.Find((room, person));

    public RoomMessage? Message(Guid id) => _store.Messages.Find(id);

    /// <summary>The loaded and added rows of a kind that <see cref="Needs.Other"/> asked for.</summary>
    public IEnumerable<T> Local<T>() where T : class => _store.Of<T>().Rows;

    /// <summary>The counters of a scope.</summary>
    public ScopeCounter Counter(Scope scope)
    {
        if (_store.Scopes.Find(scope) is not { } counter)
            _store.Scopes.Add(counter = new ScopeCounter { Kind = scope.Kind, Id = scope.Id });
        return counter;
    }

    /// <summary>Adds a row that no kind of the wire shows.</summary>
    public T Add<T>(T entity) where T : class
    {
        _store.Of<T>().Add(entity);
        return entity;
    }

    /// <summary>Removes a row that no kind of the wire shows.</summary>
    public void Remove<T>(T entity) where T : class => _store.Of<T>().Remove(entity);

    /// <summary>Takes the scope's next revision.</summary>
    public long NextRevision(Scope scope)
    {
        var counter = Counter(scope);
        if (!_commits.TryGetValue(scope, out var commit))
            _commits.Add(scope, commit = new ScopeCommit(scope, counter.Revision, _incarnation));
        if (counter.Incarnation != _incarnation)
        {
            counter.Incarnation = _incarnation;
            Add(new ScopeEpoch { Kind = scope.Kind, Id = scope.Id, FromRevision = counter.Revision + 1, Incarnation = _incarnation });
        }
        commit.To = ++counter.Revision;
        return counter.Revision;
    }

    /// <summary>Notes an entity as changed at the scope's current revision, which it must already carry.</summary>
    public void Changed(Scope scope, RowKind kind, object entity)
    {
        var counter = Counter(scope);
        // A new array: what it was before tells whether it is to be written.
        var kinds = new long[Math.Max(counter.Kinds.Length, kind.Index + 1)];
        counter.Kinds.CopyTo(kinds, 0);
        kinds[kind.Index] = counter.Revision;
        counter.Kinds = kinds;
        var commit = _commits[scope];
        commit.Rows.Add(kind.RowOf(entity));
        commit.Number = counter.Number;
    }

    /// <summary>The last change of this commit: this person no longer watches the room.</summary>
    public void EndWatch(Guid room, Guid person)
    {
        _commits[Scope.Room(room)].Evicted.Add(person);
        Closed = true;
    }
}

/// <summary>What a commit changed in one scope: the revisions (<see cref="From"/>, <see cref="To"/>] and their rows, in order.</summary>
public sealed class ScopeCommit(Scope scope, long from, string incarnation)
{
    public Scope Scope { get; } = scope;
    public long From { get; } = from;
    public long To { get; internal set; } = from;
    public string Incarnation { get; } = incarnation;

    /// <summary>A room's head number after the commit.</summary>
    public long Number { get; internal set; }
    public List<Row> Rows { get; } = [];

    /// <summary>People whose watch of this room ends with this commit, before anything of it is sent.</summary>
    public List<Guid> Evicted { get; } = [];
}
