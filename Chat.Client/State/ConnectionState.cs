namespace Chat.Client;

/// <summary>How a client stands to its server.</summary>
public enum ConnectionState
{
    /// <summary>Not connected; <see cref="ChatState.RetryAt"/> says when the next attempt is due.</summary>
    Offline,
    /// <summary>On the way: the socket, the greeting or one's own memberships are not there yet.</summary>
    Connecting,
    /// <summary>Connected, and one's own memberships are up to date.</summary>
    Live,
    /// <summary>The session has ended: sign in again. What waits in the outbox is kept.</summary>
    SignedOut,
    /// <summary>The server no longer speaks this client's protocol. What waits in the outbox is kept.</summary>
    UpgradeRequired,
}
