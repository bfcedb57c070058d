using Chat.Contracts;

namespace Chat.Client;

internal sealed partial class ChatEngine
{
    /// <summary>The heads are those of an earlier process: the server has not told its own.</summary>
    private bool _headsAreKept;

    /// <summary>Rows of an earlier process: of use as long as the server has not told its own.</summary>
    public void Seed(CachedChat cached)
    {
        if (_person is not { Cursor: null } person || cached.Person != _me) return;
        var self = cached.Self;
        (person.Cursor, person.Head) = (self.Cursor, self.Cursor.Revision);
        _serverName ??= self.Server;
        if (!_socket) _limits = self.Limits;
        foreach (var membership in self.Memberships) _memberships[membership.Room] = membership;
        foreach (var marker in self.Markers) _markers[marker.Room] = marker;
        foreach (var head in self.Heads) _headsAreKept |= _heads.TryAdd(head.Room, head);
        SeedPeople(cached.People);
        foreach (var room in cached.Rooms) Seed(room);
        while (_closed.Count > KeptRooms) Forget(_closed[0]);
        _incarnation ??= self.Incarnation;
        if (_incarnation != self.Incarnation) DoubtWhatLiesAhead();
        TouchAll();
    }

    /// <summary>What an earlier process would be glad to have had; none as long as oneself isn't known.</summary>
    public CachedChat? Cached()
    {
        if (_me is not { } me || _person is not { Cursor: { } cursor } || _incarnation is not { } incarnation) return null;
        List<CachedRoom> rooms = [.. _closed.Concat(_opened).Select(Cached).OfType<CachedRoom>().OrderBy(room => room.Visited).TakeLast(CacheBounds.Rooms)];
        return new CachedChat
        {
            Person = me,
            Self = new CachedSelf
            {
                Cursor = cursor,
                Memberships = [.. _memberships.Values],
                Markers = [.. _markers.Values],
                // One that another run of the server told could not be told from this one's.
                Heads = [.. _heads.Values.Where(head => !_oldHeads.Contains(head.Room) && MembershipIn(head.Room) is not null).Take(CacheBounds.Heads)],
                Incarnation = incarnation,
                Server = _serverName,
                Limits = _limits,
            },
            People = new CachedPeople { Cursor = _everybody.Cursor, Rows = PeopleNamedIn(rooms, me) },
            Rooms = rooms,
        };
    }

    private Membership? MembershipIn(Guid room) => _memberships.GetValueOrDefault(room) is { Role: not null } membership ? membership : null;

    private void SeedPeople(CachedPeople people)
    {
        if (_everybody.Cursor is null) (_everybody.Cursor, _everybody.Head) = (people.Cursor, people.Cursor?.Revision ?? 0);
        foreach (var person in people.Rows) Merge(people.Cursor is null ? person with { Revision = 0 } : person);
    }

    private void Seed(CachedRoom cached)
    {
        if (MembershipIn(cached.Room)?.Joined != cached.Joined) return;
        // A view may have opened it already.
        if (!_rooms.TryGetValue(cached.Room, out var room)) _rooms.Add(cached.Room, room = new Room(cached.Room) { Me = _me });
        if (room.Cursor is not null) return;
        room.Seed(cached);
        if (!room.Opened) _closed.Add(room);
        foreach (var message in room.Messages.Values) NotePeople(message);
        foreach (var member in room.Members.Keys) NotePerson(member);
    }

    /// <summary>A room's newest messages; none of a room that one isn't in, whose newest messages aren't held, or whose rows are newer than its cursor.</summary>
    private CachedRoom? Cached(Room room)
    {
        if (room is not { Cursor: { } cursor, Header: { } header, NotFound: false, Window.HasTail: true }) return null;
        if (MembershipIn(room.Id) is not { } membership || room.IsAhead) return null;
        var (from, messages) = NewestOf(room);
        List<Member> members = [.. room.Members.Values.Where(member => member.Role is not null)];
        var fit = room.MembersLoaded && members.Count <= CacheBounds.Members;
        return new CachedRoom
        {
            Room = room.Id,
            Joined = membership.Joined,
            Cursor = cursor,
            Number = room.Number,
            Header = header,
            From = from,
            Messages = messages,
            Members = fit ? members : members.FindAll(member => member.Person == _me),
            MembersWindow = fit ? new MembersWindow(room.MembersThrough) : null,
            MemberCount = room.MemberCount,
            Visited = room.Visited,
        };
    }

    private static (long From, IReadOnlyList<Message> Messages) NewestOf(Room room)
    {
        var from = room.Window.Ranges[^1].From;
        var messages = new List<Message>();
        var text = 0;
        for (var i = room.Messages.Count - 1; i >= 0 && room.Messages.GetKeyAtIndex(i) >= from; i--)
        {
            var message = room.Messages.GetValueAtIndex(i);
            text += message.Text.Length;
            if (messages.Count == CacheBounds.Messages || (messages.Count > 0 && text > CacheBounds.RoomText))
            {
                from = message.Number + 1;
                break;
            }

            messages.Add(message);
        }

        messages.Reverse();
        return (from, messages);
    }

    /// <summary>The people whom the rows name, with oneself first.</summary>
    private List<Person> PeopleNamedIn(IEnumerable<CachedRoom> rooms, Guid me) =>
        [.. CachedRows.NamedIn(rooms).Prepend(me).Distinct().Select(id => _people.GetValueOrDefault(id)).OfType<Person>().Take(CacheBounds.People)];
}
