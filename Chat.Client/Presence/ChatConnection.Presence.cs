namespace Chat.Client;

public sealed partial class ChatConnection
{
    /// <summary>Tells whether anybody looks at this client now, and whether its person has been idle for ten minutes.</summary>
    public void SetPresence(bool hidden, bool away) => Tell(engine => engine.Presence(hidden, away));

    /// <summary>The person is typing in a room: may be called at every key, goes out at most once in 3 s.</summary>
    public void Typing(Guid room) => Tell(engine => engine.Typing(room));
}
