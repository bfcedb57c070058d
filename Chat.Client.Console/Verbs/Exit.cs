using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>The exit codes.</summary>
internal static class Exit
{
    public const int Done = 0;
    public const int Crashed = 1;
    public const int Usage = 2;
    public const int NotSignedIn = 3;
    public const int Refused = 4;
    public const int Unreachable = 5;
    public const int Local = 6;

    /// <summary>The code of an error for what the environment or the command line says wrongly.</summary>
    public const string UsageError = "usage";

    /// <summary>What each says, in the order of the codes.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> Meanings { get; } =
    [
        (Done, "Done."),
        (Crashed, "Something unexpected, or the command of chat watch --stop failed."),
        (Usage, "Wrong usage, or a server or a proxy that is no address; no terminal for the full screen."),
        (NotSignedIn, "Not signed in, or the session has ended."),
        (Refused, "Refused by the server, or there is no such room."),
        (Unreachable, "The server can't be reached, did not answer in time, or can't do it now: what may succeed later."),
        (Local, "A file on this machine can't be read or written: the session, settings, certificates, the outbox, a cursor; or its key store does not answer or is locked."),
        (130, "Interrupted."),
    ];

    /// <summary>The code for an error; what may still succeed later counts as not reached.</summary>
    public static int Of(Error error) => error.Code switch
    {
        UsageError => Usage,
        ErrorCodes.SignedOut or ErrorCodes.ExpiredToken => NotSignedIn,
        ClientErrors.Storage => Local,
        ClientErrors.Offline or ErrorCodes.Unknown => Unreachable,
        _ => error.Final ? Refused : Unreachable,
    };
}
