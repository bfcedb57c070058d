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

    /// <summary>The code for an error; what may still succeed later counts as not reached.</summary>
    public static int Of(Error error) => error.Code switch
    {
        ErrorCodes.SignedOut => NotSignedIn,
        ClientErrors.Offline or ErrorCodes.Unknown or ErrorCodes.Draining or ErrorCodes.Busy => Unreachable,
        _ => Refused,
    };
}
