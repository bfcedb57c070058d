using Chat.Contracts;

namespace Chat.Client;

internal sealed partial class ChatEngine
{
    /// <summary>A watched scope changed.</summary>
    public void Event(ChangeSet set)
    {
        if (Arrived()) Receive(set);
    }

    /// <summary>What has been committed in everything watched.</summary>
    public void Event(Beat beat)
    {
        if (Arrived()) Receive(beat);
    }

    /// <summary>Rooms that are not watched have something new.</summary>
    public void Event(HeadsChanged heads)
    {
        if (Arrived()) Receive(heads.Rooms);
    }

    /// <summary>Who is here.</summary>
    public void Event(PresenceChanged presence)
    {
        if (Arrived()) Receive(presence);
    }

    /// <summary>Somebody is typing.</summary>
    public void Event(TypingChanged typing)
    {
        if (Arrived()) Receive(typing);
    }

    /// <summary>The server is about to go.</summary>
    public void Event(Draining draining)
    {
        if (Arrived()) _drainingUntil = _now + draining.RetryAfter;
    }

    /// <summary>The session has ended.</summary>
    public void Event(SignedOut signedOut)
    {
        if (Arrived()) End(ConnectionState.SignedOut, signedOut.Message);
    }

    // What a socket that was given up still delivers belongs to nobody.
    private bool Arrived()
    {
        Heard();
        return _socket;
    }
}
