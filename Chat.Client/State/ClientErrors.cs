using Chat.Contracts;

namespace Chat.Client;

/// <summary>Codes of <see cref="Error"/> that the client itself gives; all others come from the server.</summary>
public static class ClientErrors
{
    /// <summary>There is no connection, and nothing was sent. Retry.</summary>
    public const string Offline = "offline";

    /// <summary>The connection broke before the answer came: the call may have been carried out. Retry with the same ids.</summary>
    public const string Unknown = ErrorCodes.Unknown;

    /// <summary>The outbox could not be written; the message says why. Nothing was queued.</summary>
    public const string Storage = "storage";
}
