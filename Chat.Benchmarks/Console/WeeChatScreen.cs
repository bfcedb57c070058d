namespace Chat.Benchmarks;

/// <summary>
/// WeeChat as it is installed, in one channel of an IRC server of this program's own. It gets the same texts from as many people;
/// its server keeps nothing, where ours has everything on disk before it is told.
/// </summary>
internal sealed class WeeChatScreen : ScreenContender
{
    private const int Speakers = 8;
    private readonly IrcServer _server;
    private string _newest = Mark.Next();

    public WeeChatScreen() => _server = new IrcServer(
        () => Enumerable.Range(0, Before).Select(i => ($"person{i % Speakers}", SeededText.Of(i))).Append(("person0", _newest)));

    public override string Name => "WeeChat";

    // The server's name in the bar below, which is there from the first frame on.
    public override string FirstFrame => "bench";

    public override string Newest => _newest;

    /// <summary>The program; none: it isn't installed.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, "weechat")).FirstOrDefault(File.Exists);

    // Without scripts, of which Debian loads some in every start, and with them their interpreters.
    public override ScreenProgram Open() => ScreenProgram.Start(
        [
            Program!, "-d", Home, "-P", "irc",
            "-r", $"/server add bench 127.0.0.1/{_server.Port}", "-r", $"/set irc.server.bench.autojoin \"{IrcServer.Channel}\"", "-r", "/set irc.server.bench.nicks \"me\"", "-r", "/connect bench",
        ],
        ("HOME", Home), ("LANG", "C.UTF-8"), ("TERM", "xterm-256color"), ("COLORTERM", "truecolor"));

    protected override string NextMark() => _newest = Mark.Next();

    protected override Task SpeakAsync(IReadOnlyList<string> texts, double? rate, CancellationToken cancellationToken) =>
        PacedAsync(texts, rate, (i, text) => _server.SayAsync($"person{i % Speakers}", text), cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await base.DisposeAsync();
    }
}
