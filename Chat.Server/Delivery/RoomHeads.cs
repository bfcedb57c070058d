using System.Collections.Concurrent;
using Chat.Contracts;

namespace Chat.Server;

/// <summary>
/// Tells people's connections of rooms that they don't watch: within a second when a room turns from read to unread, then
/// at 1, 2, 4 … 30 s until the person looks. A message costs what its readers cost, not its membership: commits only mark
/// a room, and a look once a second covers all that were marked.
/// </summary>
public sealed partial class RoomHeads : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(30);
    private const int PageSize = 100;

    private readonly ChatDatabase _database;
    private readonly ChatConnections _connections;
    private readonly TimeProvider _time;
    private readonly ILogger<RoomHeads> _log;
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Dictionary<Guid, Place>> _people = [];
    private readonly Dictionary<Guid, HashSet<Guid>> _rooms = [];
    private readonly ConcurrentDictionary<Guid, RoomHead> _marked = new();

    public RoomHeads(ChatDatabase database, ChangeFeed feed, ChatConnections connections, TimeProvider time, ILogger<RoomHeads> log)
    {
        (_database, _connections, _time, _log) = (database, connections, time, log);
        feed.Committed += Take;
    }

    /// <summary>One person's place in one room, as far as it matters for telling them.</summary>
    private sealed class Place
    {
        public long MembershipRevision, MarkerRevision, Marker, Told;
        public bool IsHere;
        public TimeSpan Wait;
        public long TellAt;
    }

    /// <summary>A page of the heads of the caller's rooms.</summary>
    public Outcome<HeadsPage> Read(Caller caller, HeadsRequest request)
    {
        using var snapshot = _database.ReadSnapshot();
        var db = snapshot.Rows;
        if (!ScopeReader.IsSignedIn(db, caller)) return Refusals.SignedOut;
        var mine = db.List<RoomMember>("PersonId = ?1 AND Role IS NOT NULL", s => s.Bind(1, caller.Person)).Select(m => m.RoomId)
            .Order(ByBytes).SkipWhile(id => request.After is { } after && ByBytes.Compare(id, after) <= 0).Take(PageSize + 1).ToList();
        var page = mine.Take(PageSize).ToList();
        return new HeadsPage
        {
            Heads = [.. page.Select(id => HeadOf(db.First<Room>("Id = ?1", s => s.Bind(1, id))!, ScopeReader.CounterOf(db, Scope.Room(id))!))],
            Next = mine.Count > PageSize ? page[^1] : null,
        };
    }

    internal static RoomHead HeadOf(Room room, ScopeCounter counter) =>
        new() { Room = room.Id, Revision = counter.Revision, Number = counter.Number, Header = room.ToWire() };

    /// <summary>Follows the rooms of a person who has come online.</summary>
    internal void Follow(Guid person)
    {
        lock (_lock)
        {
            if (_people.ContainsKey(person)) return;
            _people.Add(person, []);
        }
        try
        {
            // Known before it is read: what is committed meanwhile merges by revision.
            using var snapshot = _database.ReadSnapshot();
            var members = snapshot.Rows.List<RoomMember>("PersonId = ?1", s => s.Bind(1, person));
            var markers = snapshot.Rows.List<RoomMarker>("PersonId = ?1", s => s.Bind(1, person));
            lock (_lock)
            {
                // They may have gone meanwhile.
                if (!_people.ContainsKey(person)) return;
                foreach (var member in members) Merge(person, member.ToMembership());
                foreach (var marker in markers) Merge(person, marker.ToWire());
            }
        }
        catch
        {
            lock (_lock) Forget(person);
            throw;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in _time.EveryAsync(Tick, stoppingToken))
        {
            try
            {
                Forget();
                foreach (var (person, heads) in Due()) Tell(person, heads);
            }
            catch (Exception e)
            {
                // The next second tries again; an end of this loop would leave everybody's room list still.
                LogFailed(e);
            }
        }
    }

    private void Take(ScopeCommit commit)
    {
        if (commit.Scope.Kind == ScopeKind.Room)
        {
            var header = commit.Rows.LastOrDefault(r => r.Kind == Room.Kind)?.Wire as RoomHeader;
            _marked.AddOrUpdate(commit.Scope.Id,
                id => new RoomHead { Room = id, Revision = commit.To, Number = commit.Number, Header = header },
                (_, old) => old with { Revision = commit.To, Number = commit.Number, Header = header ?? old.Header });
        }
        else if (commit.Scope.Kind == ScopeKind.Person)
        {
            lock (_lock)
            {
                if (!_people.ContainsKey(commit.Scope.Id)) return;
                foreach (var row in commit.Rows)
                {
                    if (row.Wire is Membership membership) Merge(commit.Scope.Id, membership);
                    else if (row.Wire is ReadMarker marker) Merge(commit.Scope.Id, marker);
                }
            }
        }
    }

    private void Merge(Guid person, Membership membership)
    {
        var place = PlaceOf(person, membership.Room);
        if (membership.Revision <= place.MembershipRevision) return;
        place.MembershipRevision = membership.Revision;
        place.IsHere = membership.Role is not null;
    }

    private void Merge(Guid person, ReadMarker marker)
    {
        var place = PlaceOf(person, marker.Room);
        if (marker.Revision <= place.MarkerRevision) return;
        (place.MarkerRevision, place.Marker) = (marker.Revision, marker.Number);
        // They looked: the next message is told at once again.
        (place.Wait, place.TellAt) = (TimeSpan.Zero, 0);
    }

    private Place PlaceOf(Guid person, Guid room)
    {
        if (!_rooms.TryGetValue(room, out var members)) _rooms.Add(room, members = []);
        members.Add(person);
        var places = _people[person];
        if (!places.TryGetValue(room, out var place)) places.Add(room, place = new Place());
        return place;
    }

    /// <summary>Drops what is known of people who are gone.</summary>
    private void Forget()
    {
        lock (_lock)
        {
            foreach (var person in _people.Keys.Where(p => _connections.Of(p).Count == 0).ToList()) Forget(person);
        }
    }

    private void Forget(Guid person)
    {
        if (!_people.Remove(person, out var places)) return;
        foreach (var room in places.Keys)
            if (_rooms[room].Remove(person) && _rooms[room].Count == 0) _rooms.Remove(room);
    }

    private Dictionary<Guid, List<RoomHead>> Due()
    {
        var due = new Dictionary<Guid, List<RoomHead>>();
        var now = _time.GetTimestamp();
        foreach (var (room, head) in _marked)
        {
            var later = false;
            lock (_lock)
            {
                foreach (var person in _rooms.GetValueOrDefault(room) ?? [])
                {
                    var place = _people[person][room];
                    if (!place.IsHere || head.Number <= Math.Max(place.Marker, place.Told)) continue;
                    if (now < place.TellAt)
                    {
                        later = true;
                        continue;
                    }
                    place.Told = head.Number;
                    place.Wait = place.Wait == TimeSpan.Zero ? Tick : TimeSpan.FromTicks(Math.Min(place.Wait.Ticks * 2, Longest.Ticks));
                    place.TellAt = now + (long)(place.Wait.TotalSeconds * _time.TimestampFrequency);
                    if (!due.TryGetValue(person, out var heads)) due.Add(person, heads = []);
                    heads.Add(head);
                }
            }
            if (!later) _marked.TryRemove(new(room, head));
        }
        return due;
    }

    private void Tell(Guid person, List<RoomHead> heads)
    {
        foreach (var connection in _connections.Of(person).Where(c => c.Greeted))
        {
            var unwatched = heads.Where(h => connection.Watches.Find(Scope.Room(h.Room)) is null).ToList();
            if (unwatched.Count > 0) connection.SendHeads(unwatched);
        }
    }

    private static readonly Comparer<Guid> ByBytes = Comparer<Guid>.Create((a, b) => string.CompareOrdinal(a.ToString("D"), b.ToString("D")));

    [LoggerMessage(LogLevel.Error, "Heads were not told; the next second tries again")]
    private partial void LogFailed(Exception exception);
}
