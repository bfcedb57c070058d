using System.Text;
using System.Text.RegularExpressions;
using Chat.Client;
using Chat.Contracts;
using Chat.Tests.Support;

namespace Chat.Tests.Console;

/// <summary>People who are told of what another writes, each by another way, in real terminals.</summary>
public sealed partial class NotifyingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chat-notify-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [GeneratedRegex(@"boathouse +1\b")]
    private static partial Regex OneUnread { get; }

    [Fact]
    public async Task Each_message_elsewhere_is_told_once_over_the_death_of_the_server_by_every_way()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await server.SetUpAsync("ann");
        await using var ben = await server.ConnectAsync(await server.RegisterAsync("ben"));
        var room = await BoathouseAsync(ben);
        var told = Path.Combine(_folder, "told by command");
        var shown = Path.Combine(_folder, "shown by desktop");
        var command = Path.Combine(_folder, "tell me");
        var desktop = Directory.CreateDirectory(Path.Combine(_folder, "bin")).FullName;
        await ScriptFile.WriteAsync(command, $"printf '%s %s: %s (%s)%s\\n' \"$CHAT_ROOM\" \"$CHAT_AUTHOR\" \"$CHAT_TEXT\" \"$CHAT_COUNT\" \"$CHAT_TOKEN\" >> '{told}'\n");
        await ScriptFile.WriteAsync(Path.Combine(desktop, "notify-send"), $"printf '%s|' \"$@\" >> '{shown}'\n");

        // kitty's way to somebody outside of tmux, the others through it; and one whose terminal shows nothing.
        await using var nine = await OpenAsync(server, ann, room, "nine", """{ "terminal": "9" }""");
        await using var kitty = await OpenAsync(server, await server.RegisterAsync("cleo"), room, "kitty", """{ "terminal": "99", "bell": false }""", "env -u TMUX");
        await using var rxvt = await OpenAsync(server, await server.RegisterAsync("dora"), room, "rxvt", """{ "terminal": "777" }""");
        await using var bare = await OpenAsync(
            server, await server.RegisterAsync("emil"), room, "bare", $$"""{ "terminal": "off", "command": ["{{command}}"] }""", $"env DISPLAY=:99 PATH={desktop}:$PATH");
        foreach (var terminal in new[] { nine, kitty, rxvt, bare })
            await terminal.UntilAsync(screen => screen.Contains("Message #general", StringComparison.Ordinal) && screen.Contains("boathouse", StringComparison.Ordinal));

        await ben.SaysAsync(room, "one; \u202Etwo");
        await ToldAsync(1);
        await server.KillAsync();
        foreach (var terminal in new[] { nine, kitty, rxvt, bare })
            await terminal.UntilAsync(screen => screen.Contains("reconnecting", StringComparison.Ordinal) || screen.Contains("offline", StringComparison.Ordinal));
        await server.StartAsync();
        foreach (var terminal in new[] { nine, kitty, rxvt, bare })
            await terminal.UntilAsync(screen => !screen.Contains("reconnecting", StringComparison.Ordinal) && !screen.Contains("offline", StringComparison.Ordinal));
        await ben.SaysAsync(room, "three");
        await ToldAsync(2);

        string[] said = ["one, ␦two", "three"];
        Assert.Equal(said.Select(text => $"\ePtmux;\e\e]9;chat: ben in #boathouse: {text}\e\e\\\e\\"), Sequences("nine", @"\ePtmux;.*?\e\e\\\e\\"));
        Assert.Equal(
            said.Select(text => $"\e]99;i=chat:d=0:e=1;{Base64("ben in #boathouse")}\e\\\e]99;i=chat:p=body:e=1;{Base64(text)}\e\\"),
            Sequences("kitty", @"\e\]99;i=chat:d=0.*?\e\\\e\]99;.*?\e\\"));
        Assert.Equal(said.Select(text => $"\ePtmux;\e\e]777;notify;ben in #boathouse;{text}\e\e\\\e\\"), Sequences("rxvt", @"\ePtmux;.*?\e\e\\\e\\"));
        Assert.Equal([2, 0, 2, 2], new[] { "nine", "kitty", "rxvt", "bare" }.Select(who => Written(who).Count(c => c == '\a')));
        Assert.Equal("boathouse ben: one; \u202Etwo (1)\nboathouse ben: three (1)\n", Read(told));
        Assert.Equal(string.Concat(said.Select(text => $"--app-name=chat|--|ben in #boathouse|{text.Replace(',', ';')}|")), Read(shown));

        Task ToldAsync(int times) => TestDeadline.UntilAsync(() =>
            Sequences("nine", @"\ePtmux;.*?\e\e\\\e\\").Count >= times && Sequences("kitty", @"\e\]99;i=chat:d=0.*?\e\\\e\]99;.*?\e\\").Count >= times &&
            Sequences("rxvt", @"\ePtmux;.*?\e\e\\\e\\").Count >= times && Read(told).Count(c => c == '\n') >= times && Read(shown).Split("--app-name").Length > times &&
            Written("bare").Count(c => c == '\a') >= times);
    }

    [Fact]
    public async Task A_muted_room_is_quiet_until_it_notifies_again()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await server.SetUpAsync("ann");
        await using var ben = await server.ConnectAsync(await server.RegisterAsync("ben"));
        var room = await BoathouseAsync(ben);
        await using var terminal = await OpenAsync(server, ann, room, "ann", """{ "terminal": "777" }""");
        await terminal.UntilAsync(screen => screen.Contains("Message #general", StringComparison.Ordinal) && screen.Contains("boathouse", StringComparison.Ordinal));
        await MuteAsync("/mute", "#boathouse is muted");
        await ben.SaysAsync(room, "four");
        await terminal.UntilAsync(OneUnread.IsMatch);
        await MuteAsync("/unmute", "#boathouse notifies again");
        await ben.SaysAsync(room, "five");
        await TestDeadline.UntilAsync(() => Written("ann").Contains(";five\e", StringComparison.Ordinal));
        Assert.DoesNotContain(";four\e", Written("ann"), StringComparison.Ordinal);
        Assert.Equal(1, Written("ann").Count(c => c == '\a'));

        async Task MuteAsync(string command, string answer)
        {
            await terminal.PressAsync("M-1");
            await terminal.UntilAsync("Message #boathouse");
            await terminal.SayAsync(command);
            await terminal.UntilAsync(answer);
            await terminal.PressAsync("M-2");
            await terminal.UntilAsync("Message #general");
        }
    }

    private static async Task<Guid> BoathouseAsync(ChatConnection ben) =>
        (await ben.CreateRoomAsync("boathouse", cancellationToken: TestContext.Current.CancellationToken).Within()).Value().Room;

    // Somebody who is in the room and looks at another one, with everything recorded that is written to the terminal.
    private async Task<Support.Terminal> OpenAsync(ServerProcess server, SignedIn person, Guid room, string who, string notifications, string with = "")
    {
        await using (var first = await server.ConnectAsync(person)) (await first.JoinRoomAsync(room, TestContext.Current.CancellationToken).Within()).Value();
        var home = Path.Combine(_folder, who);
        Directory.CreateDirectory(Path.Combine(home, "chat"));
        await File.WriteAllTextAsync(Path.Combine(home, "chat", "config.json"), $$"""{ "notifications": {{notifications}} }""", TestContext.Current.CancellationToken);
        var terminal = await ConsoleSteps.OpenAsync(server, person, 90, 24, home, $"sh -c 'read go; exec {with} {ConsoleSteps.Program} --room general'");
        await terminal.RecordAsync(RawOf(who));
        await terminal.PressAsync("Enter");
        return terminal;
    }

    private List<string> Sequences(string who, string pattern) => [.. Regex.Matches(Written(who), pattern, RegexOptions.Singleline).Select(match => match.Value)];

    private string RawOf(string who) => Path.Combine(_folder, who, "written");

    private string Written(string who) => Read(RawOf(who));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Read(string path)
    {
        if (!File.Exists(path)) return "";
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var text = new StreamReader(file, Encoding.UTF8);
        return text.ReadToEnd();
    }
}
