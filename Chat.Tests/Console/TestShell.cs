using Chat.Client.Cli;
using Chat.Tests.Support;

namespace Chat.Tests.Console;

/// <summary>Runs a command line in this process, with streams, folders and an environment of its own.</summary>
internal sealed class TestShell : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("chat-console-");

    /// <summary>The variables. Not whoever runs the tests keeps the sessions.</summary>
    public Dictionary<string, string> Environment { get; } = new() { ["XDG_RUNTIME_DIR"] = "/nowhere" };

    public StringWriter Out { get; } = new() { NewLine = "\n" };

    public StringWriter Error { get; } = new() { NewLine = "\n" };

    public string In { get; set; } = "";

    public bool IsTerminal { get; set; }

    public Queue<string?> Secrets { get; } = [];

    public string Home => _home.FullName;

    public string CredentialPath => Path.Combine(Home, ".config", "chat", "credentials.json");

    public string LockPath => Path.Combine(Home, ".config", "chat", "credentials.lock");

    public Shell Shell => new()
    {
        Out = Out,
        Error = Error,
        In = new StringReader(In),
        InIsTerminal = IsTerminal,
        OutIsTerminal = IsTerminal,
        Environment = name => name == "HOME" ? Home : Environment.GetValueOrDefault(name),
        AskSecret = _ => Secrets.Dequeue(),
    };

    /// <summary>Makes an account, as which the command lines are run from now on.</summary>
    public async Task RegisterAsync(RealServer server, string name)
    {
        Environment["CHAT_SERVER"] = server.Address.ToString();
        Environment["CHAT_TOKEN"] = (await server.RegisterAsync(name)).Token;
    }

    public Task<int> RunAsync(params string[] arguments) =>
        ChatCommand.RunAsync(Shell, arguments, TestContext.Current.CancellationToken).WaitAsync(Longest, TestContext.Current.CancellationToken);

    public void Dispose() => _home.Delete(recursive: true);
}
