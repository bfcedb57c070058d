using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>Where a verb goes and as whom.</summary>
internal sealed record Session(Uri Server, string Token, Guid? Me)
{
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(20);

    public const string NotSignedIn = "You are not signed in. Run `chat login SERVER`.";

    public static CredentialFile File(Shell shell) => new(shell.Folder("XDG_CONFIG_HOME", ".config"));

    /// <summary>From the environment, else from the file. The file's token goes to the file's server only.</summary>
    public static Outcome<Session> Find(Shell shell)
    {
        var (givenServer, givenToken) = (shell.Environment("CHAT_SERVER"), shell.Environment("CHAT_TOKEN"));
        Uri? server = null;
        if (!string.IsNullOrEmpty(givenServer) && !ServerAddress.TryParse(givenServer, out server))
            return Refusal($"CHAT_SERVER is no address: {givenServer}. It looks like https://chat.example.");
        if (server is not null && !string.IsNullOrEmpty(givenToken)) return new Session(server, givenToken, null);
        var read = File(shell).Read();
        if (!read.Ok) return read.Error!;
        if (read.Value is not { } kept)
            return Refusal(string.IsNullOrEmpty(givenToken) ? NotSignedIn : "CHAT_TOKEN is set without CHAT_SERVER. Set both.");
        if (server is not null && server != kept.Server)
            return Refusal($"CHAT_SERVER is {ServerAddress.Show(server)}, and you are signed in at {ServerAddress.Show(kept.Server)}. Set CHAT_TOKEN as well, or run `chat login {ServerAddress.Show(server)}`.");
        return string.IsNullOrEmpty(givenToken) ? new Session(kept.Server, kept.Token, kept.PersonId) : new Session(kept.Server, givenToken, null);
    }

    public HttpClient Http() => HttpFor(Server);

    public static HttpClient HttpFor(Uri server) => new() { BaseAddress = server, Timeout = LongestRequest };

    /// <param name="shell">Where the outbox is kept and the clock.</param>
    /// <param name="keep">Whether what can't be sent is kept on this machine.</param>
    public ChatConnectionOptions Options(Shell shell, bool keep) => new()
    {
        Server = Server,
        Token = Token,
        Me = Me,
        StoreFolder = keep ? Path.Combine(shell.Folder("XDG_STATE_HOME", ".local", "state"), "outbox") : null,
        ClientName = "console/" + typeof(Session).Assembly.GetName().Version?.ToString(3),
        Time = shell.Time,
    };

    private static Error Refusal(string message) => new() { Code = ErrorCodes.SignedOut, Message = message, Final = true };
}
