using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>Where a verb goes and as whom.</summary>
internal sealed record Session(Uri Server, string Token, Guid? Me, Ways Ways)
{
    /// <summary>What is wrong with what is no token.</summary>
    public const string NoToken = "there is a line break, a space or something else in its token that no token has.";

    public const string NotSignedIn = "You are not signed in. Run `chat login SERVER`.";

    /// <summary>The file of the profile that is meant.</summary>
    public static CredentialFile File(Shell shell) => Profiles.FileOf(shell, Profiles.Chosen(shell));

    /// <summary>Whether a session's token can look so: it goes into a header of requests.</summary>
    public static bool IsToken(string text) => text.Length > 0 && text.All(letter => letter is > ' ' and <= '~');

    /// <summary>From the environment, else from what is kept. A kept token goes to its own server only.</summary>
    public static async Task<Outcome<Session>> FindAsync(Shell shell, CancellationToken cancellationToken)
    {
        // A profile that the command line names is meant, whatever the environment says.
        var (givenServer, givenToken) = shell.Profile is null ? (shell.Environment("CHAT_SERVER"), shell.Environment("CHAT_TOKEN")) : (null, null);
        Uri? server = null;
        if (!string.IsNullOrEmpty(givenServer) && !ServerAddress.TryParse(givenServer, out server))
            return new Error { Code = Exit.UsageError, Message = $"CHAT_SERVER is no address: {givenServer}. It looks like https://chat.example.", Final = true };
        if (!string.IsNullOrEmpty(givenToken) && !IsToken(givenToken))
            return Refusal($"CHAT_TOKEN names no session: {NoToken} Set it to the token alone.");
        if (server is not null && !string.IsNullOrEmpty(givenToken)) return Through(shell, null, server, givenToken, null);
        var read = File(shell).Read();
        if (!read.Ok) return read.Error!;
        if (read.Value is not { } kept)
            return Refusal(string.IsNullOrEmpty(givenToken) ? NotSignedInAs(Profiles.Chosen(shell)) : "CHAT_TOKEN is set without CHAT_SERVER. Set both.");
        if (server is not null && server != kept.Server)
            return Refusal($"CHAT_SERVER is {ServerAddress.Show(server)}, and you are signed in at {ServerAddress.Show(kept.Server)}. Set CHAT_TOKEN as well, or run `chat login {ServerAddress.Show(server)}`.");
        if (!string.IsNullOrEmpty(givenToken)) return Through(shell, kept.CaFile, kept.Server, givenToken, null);
        var token = await new KeyStore(shell).TokenOfAsync(kept, wayOut: true, cancellationToken);
        return token.Ok ? Through(shell, kept.CaFile, kept.Server, token.Value!, kept.PersonId) : token.Error!;
    }

    public static string NotSignedInAs(string profile) => profile == Profiles.Default
        ? NotSignedIn
        : $"The profile {profile} is not signed in. Run `chat login SERVER --profile {profile}`; `chat profiles` lists those that are.";

    public HttpClient Http() => Ways.HttpFor(Server);

    /// <param name="shell">Where things are kept, and the clock.</param>
    /// <param name="keep">Whether what can't be sent is kept on this machine.</param>
    /// <param name="rows">Whether what is read is kept as well, to be there without the server.</param>
    public ChatConnectionOptions Options(Shell shell, bool keep, bool rows = false) => new()
    {
        Server = Server,
        Token = Token,
        Me = Me,
        StoreFolder = keep ? KeptHere.OutboxFolder(shell) : null,
        CacheFolder = rows ? KeptHere.RowsFolder(shell) : null,
        ClientName = "console/" + typeof(Session).Assembly.GetName().Version?.ToString(3),
        Proxy = Ways.Proxy,
        Authorities = Ways.Authorities,
        MessageHandler = Ways.Worded,
        Time = shell.Time,
    };

    private static Outcome<Session> Through(Shell shell, string? caFile, Uri server, string token, Guid? me)
    {
        var ways = Ways.Find(shell, caFile);
        return ways.Ok ? new Session(server, token, me, ways.Value!) : ways.Error!;
    }

    private static Error Refusal(string message) => new() { Code = ErrorCodes.SignedOut, Message = message, Final = true };
}
