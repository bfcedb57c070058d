namespace Chat.Client;

internal sealed partial class ChatEngine
{
    /// <summary>So many of the newest messages of a room that was left stay, to be there at once when it is shown again.</summary>
    private const int KeptOfLeft = 200;

    /// <summary>Gives up a room's rows from a number to another; without one, and all newer ones.</summary>
    public void Release(Guid id, long from, long? to)
    {
        if (!_rooms.TryGetValue(id, out var room) || !room.Release(from, to)) return;
        ForgetSent(room);
        Touch(room);
    }

    /// <summary>Of a room that is left only the newest part is kept.</summary>
    /// <returns>False: that part isn't held, so there is nothing to keep.</returns>
    private static bool ReleaseLeft(Room room)
    {
        if (!room.Window.HasTail) return false;
        var newest = room.Messages.Count > 0 ? room.Messages.GetKeyAtIndex(room.Messages.Count - 1) : 0;
        room.Release(0, Math.Max(room.Window.Ranges[^1].From, newest - KeptOfLeft + 1) - 1);
        return true;
    }
}
