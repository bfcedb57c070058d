using Chat.Contracts;

namespace Chat.Client;

internal sealed partial class ChatEngine
{
    private readonly Dictionary<Guid, Membership> _memberships = [];

    private void Merge(Membership membership)
    {
        var id = membership.Room;
        var held = _memberships.GetValueOrDefault(id);
        if (held is not null && membership.Revision <= held.Revision) return;
        _memberships[id] = membership;
        TouchList();

        var room = _rooms.GetValueOrDefault(id);
        if (membership.Role is null)
        {
            if (room is not null) LeftRoom(room);
            return;
        }

        if (room is not null && held is not null && held.Joined != membership.Joined)
        {
            room.StopWatching();
            room.DropRows();
            room.NotFound = false;
            if (room.Opened) WatchAgain(room);
            else Forget(room);
        }
        else if (room is { Opened: true, Watching: Watching.No } && held is null)
        {
            room.NotFound = false;
            WatchAgain(room);
        }

        if (!_heads.ContainsKey(id)) WantHeadLater(id);
    }

    private void LeftRoom(Room room)
    {
        if (!room.Opened)
        {
            Forget(room);
            return;
        }

        // Anybody may read a public room; the server ended the member's watch all the same.
        var header = _heads.GetValueOrDefault(room.Id)?.Header ?? room.Header;
        if (header is { Private: false })
        {
            room.StopWatching();
            WatchAgain(room);
        }
        else
        {
            Lose(room);
        }

        Touch(room);
    }

    /// <summary>The room is not there for this person, or no longer.</summary>
    private void Lose(Room room)
    {
        _wantedWatches.Remove(room);
        room.StopWatching();
        room.MayBeWatched = false;
        room.DropRows();
        room.Presence.Clear();
        room.Here = 0;
        room.NotFound = true;
        ForgetSent(room);
        Touch(room);
    }

    private void DropPersonRows()
    {
        _memberships.Clear();
        _markers.Clear();
        TouchList();
    }

    /// <summary>Somebody else signed in here: nothing that the one before could see may stay.</summary>
    private void DropEverything()
    {
        DropPersonRows();
        _people.Clear();
        _heads.Clear();
        _headsAreKept = false;
        _everybody.Cursor = null;
        _everybody.Head = 0;
        _wantedMarks.Clear();
        foreach (var room in _rooms.Values.Where(room => !room.Opened).ToList()) Forget(room);
        for (var i = 0; i < _opened.Count; i++)
            _opened[i] = _rooms[_opened[i].Id] = new Room(_opened[i].Id) { Opened = true, WantedAround = _opened[i].WantedAround };

        _outbox.Clear();
        _outboxLoaded = false;
        TouchAll();
    }
}
