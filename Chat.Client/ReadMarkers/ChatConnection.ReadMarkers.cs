namespace Chat.Client;

public sealed partial class ChatConnection
{
    /// <summary>The person saw everything up to a number.</summary>
    public void Seen(Guid room, long number) => Tell(engine => engine.Seen(room, number));

    /// <summary>Everything above a number shall be unread.</summary>
    public void MarkUnread(Guid room, long number) => Tell(engine => engine.MarkUnread(room, number));
}
