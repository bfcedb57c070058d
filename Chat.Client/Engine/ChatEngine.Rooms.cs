using Chat.Contracts;

namespace Chat.Client;

internal sealed partial class ChatEngine
{
    /// <summary>So many rooms that were open keep their rows.</summary>
    private const int KeptRooms = 20;

    private readonly Dictionary<Guid, Room> _rooms = [];

    /// <summary>In the order in which they were opened.</summary>
    private readonly List<Room> _opened = [];

    /// <summary>Rooms that were open, the least recently closed first.</summary>
    private readonly List<Room> _closed = [];

    /// <summary>Somebody wants to see a room.</summary>
    public void Open(Guid id)
    {
        if (!_rooms.TryGetValue(id, out var room)) _rooms.Add(id, room = new Room(id) { Me = _me });
        if (room is { Opened: true, NotFound: false }) return;
        if (!room.Opened)
        {
            room.Opened = true;
            _closed.Remove(room);
            _opened.Add(room);
            NobodyTypesElsewhere(id);
        }

        room.NotFound = false;
        room.Visited = _now;
        WatchAgain(room);
        Touch(room);
    }

    /// <summary>Nobody looks at a room any more.</summary>
    public void Close(Guid id)
    {
        if (!_rooms.TryGetValue(id, out var room) || !room.Opened) return;
        if (room.MayBeWatched) Send(nameof(IChatHub.Unwatch), new UnwatchRequest { Scopes = [room.Name] });
        _wantedWatches.Remove(room);
        room.StopWatching();
        room.MayBeWatched = false;
        room.Opened = false;
        room.Visited = _now;
        room.WantedAround = null;
        room.Presence.Clear();
        room.Here = 0;
        _opened.Remove(room);
        ForgetSent(room);
        Touch(room);

        if (room.Cursor is null || !ReleaseLeft(room))
        {
            Forget(room);
            return;
        }

        _closed.Add(room);
        if (_closed.Count > KeptRooms) Forget(_closed[0]);
    }

    private void Forget(Room room)
    {
        _rooms.Remove(room.Id);
        _closed.Remove(room);
        TouchRooms();
    }
}
