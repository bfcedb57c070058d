using Chat.Client.Cli;

namespace Chat.Tests.Console;

/// <summary>Runs a command line in this process, with streams, folders and an environment of its own.</summary>
internal sealed class TestShell : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("chat-console-");

    public Dictionary<string, string> Environment { get; } = [];

    public StringWriter Out { get; } = new() { NewLine = "\n" };

    public StringWriter Error { get; } = new() { NewLine = "\n" };

    public string In { get; set; } = "";

    public bool IsTerminal { get; set; }

    public Queue<string?> Secrets { get; } = [];

    public string Home => _home.FullName;

    public string CredentialPath => Path.Combine(Home, ".config", "chat", "credentials.json");

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

    public Task<int> RunAsync(params string[] arguments) =>
        ChatCommand.RunAsync(Shell, arguments, TestContext.Current.CancellationToken).WaitAsync(Longest, TestContext.Current.CancellationToken);

    public void Dispose() => _home.Delete(recursive: true);
}
