using System.Diagnostics;
using System.Globalization;
using Chat.Client;
using Chat.Contracts;
using Chat.Tests.Support;

namespace Chat.Tests.Console;

/// <summary>The full screen in a real terminal: signals, a shell around it, sizes, crashes, bursts.</summary>
public sealed class TerminalLifeTests : IDisposable
{
    private const string Modes = "#{alternate_on} #{mouse_any_flag} #{cursor_flag}";
    private const string Bash = "env PS1='ready> ' bash --norc --noprofile -i";
    private readonly string _home = Directory.CreateTempSubdirectory("chat-life-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task A_shell_around_it_finds_the_terminal_as_it_was_after_stopping_and_after_SIGTERM()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await server.SetUpAsync("ann");
        await using var shell = await ConsoleSteps.OpenAsync(server, ann, 90, 24, _home, Bash);
        await shell.UntilAsync("ready>");
        await shell.SayAsync("stty -g > ~/before");
        var modes = await shell.AskAsync(Modes);
        await shell.TypeAsync(ConsoleSteps.Program + " 2> ~/errors");
        await shell.PressAsync("Enter");
        await shell.UntilAsync("Message #general");
        await shell.TypeAsync("a draft that stays");
        await shell.UntilAsync("You │ a draft that stays");

        // ^Z and fg.
        await shell.PressAsync("C-z");
        await shell.UntilAsync("Stopped");
        Assert.Equal(modes, await shell.AskAsync(Modes));
        await shell.SayAsync("stty -g > ~/stopped; fg");
        await shell.UntilAsync("You │ a draft that stays");
        await shell.TypeAsync(" and goes on");
        await shell.UntilAsync("You │ a draft that stays and goes on");

        // Stopped and woken by somebody else.
        var chat = await ChildAsync(await shell.ProcessAsync());
        await SignalAsync(chat, "TSTP");
        await shell.UntilAsync(screen => screen.Split("Stopped").Length == 3);
        await shell.SayAsync("fg");
        await shell.UntilAsync("You │ a draft that stays and goes on");

        // The end.
        await SignalAsync(chat, "TERM");
        await shell.UntilAsync(screen => !screen.Contains("Message", StringComparison.Ordinal) && screen.TrimEnd().EndsWith("ready>", StringComparison.Ordinal));
        Assert.Equal(modes, await shell.AskAsync(Modes));
        await shell.SayAsync("stty -g > ~/after; echo done-$((1+1))");
        await shell.UntilAsync("done-2");
        var before = await ReadAsync("before");
        Assert.Equal(before, await ReadAsync("stopped"));
        Assert.Equal(before, await ReadAsync("after"));
        Assert.Equal("", await ReadAsync("errors"));

        // The draft was kept.
        await shell.TypeAsync(ConsoleSteps.Program);
        await shell.PressAsync("Enter");
        await shell.UntilAsync("You │ a draft that stays and goes on");
    }

    [Theory]
    [InlineData("HUP")]
    [InlineData("QUIT")]
    [InlineData("C-c")]
    public async Task Every_end_gives_the_terminal_back(string end)
    {
        await using var server = await ServerProcess.StartNewAsync();
        await using var shell = await ConsoleSteps.OpenAsync(server, await server.SetUpAsync("ann"), 90, 24, _home, Bash);
        await shell.UntilAsync("ready>");
        await shell.SayAsync("stty -g > ~/before");
        var modes = await shell.AskAsync(Modes);
        await shell.TypeAsync(ConsoleSteps.Program + "; echo ended-$?; stty -g > ~/after; echo told-$((1+1))");
        await shell.PressAsync("Enter");
        await shell.UntilAsync("Message #general");
        if (end == "C-c") await shell.PressAsync(end);
        else await SignalAsync(await ChildAsync(await shell.ProcessAsync()), end);
        await shell.UntilAsync("told-2");
        Assert.Contains("ended-0", await shell.ScreenAsync(), StringComparison.Ordinal);
        Assert.Equal(modes, await shell.AskAsync(Modes));
        Assert.Equal(await ReadAsync("before"), await ReadAsync("after"));
    }

    [Theory]
    [InlineData("screen", "ended-1")]
    [InlineData("beside", "ended-134")]
    public async Task A_crash_gives_the_terminal_back(string place, string ended)
    {
        await using var server = await ServerProcess.StartNewAsync();
        await using var shell = await ConsoleSteps.OpenAsync(server, await server.SetUpAsync("ann"), 90, 24, _home, Bash);
        await shell.UntilAsync("ready>");
        await shell.SayAsync("stty -g > ~/before");
        var modes = await shell.AskAsync(Modes);
        await shell.TypeAsync($"dotnet {Repository.Program("Chat.Tests", "Chat.Tests.dll")} crashing-screen {place} ~/sign 2> ~/errors; echo ended-$?; stty -g > ~/after; echo told-$((1+1))");
        await shell.PressAsync("Enter");
        await shell.UntilAsync("Message #general");
        await File.WriteAllTextAsync(Path.Combine(_home, "sign"), "", TestContext.Current.CancellationToken);
        await shell.UntilAsync("told-2");
        Assert.Contains(ended, await shell.ScreenAsync(), StringComparison.Ordinal);
        Assert.Equal(modes, await shell.AskAsync(Modes));
        Assert.Equal(await ReadAsync("before"), await ReadAsync("after"));
        Assert.Contains("Struck.", await ReadAsync("errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_around_it_stops_and_goes_on_with_it()
    {
        await using var server = await ServerProcess.StartNewAsync();
        await ScriptFile.WriteAsync(Path.Combine(_home, "wrapped"), $"{ConsoleSteps.Program}\necho \"around $?\"\n");
        await using var shell = await ConsoleSteps.OpenAsync(server, await server.SetUpAsync("ann"), 90, 24, _home, Bash);
        await shell.UntilAsync("ready>");
        await shell.TypeAsync("~/wrapped");
        await shell.PressAsync("Enter");
        await shell.UntilAsync("Message #general");
        await shell.PressAsync("C-z");
        await shell.UntilAsync("Stopped");
        await shell.SayAsync("fg");
        await shell.UntilAsync("Message #general");
        await shell.PressAsync("C-q");
        await shell.UntilAsync("around 0");
    }

    [Fact]
    public async Task Without_a_shell_that_would_let_it_go_on_it_does_not_stop()
    {
        await using var server = await ServerProcess.StartNewAsync();
        await using var terminal = await ConsoleSteps.OpenAsync(server, await server.SetUpAsync("ann"), 90, 24, _home);
        await terminal.UntilAsync("Message #general");
        await terminal.PressAsync("C-z");
        await terminal.TypeAsync("It goes on.");
        await terminal.UntilAsync("You │ It goes on.");
    }

    [Fact]
    public async Task Without_a_place_for_its_file_the_editor_is_told_of_and_nothing_is_lost()
    {
        await using var server = await ServerProcess.StartNewAsync();
        await using var terminal = await ConsoleSteps.OpenAsync(
            server, await server.SetUpAsync("ann"), 90, 24, _home, null, ("VISUAL", "true"), ("TMPDIR", Path.Combine(_home, "nowhere")));
        await terminal.UntilAsync("Message #general");
        await terminal.TypeAsync("begun here");
        await terminal.PressAsync("C-x", "C-e");
        await terminal.UntilAsync(screen => screen.Contains("can't be used", StringComparison.Ordinal) && screen.Contains("You │ begun here", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_long_message_is_written_in_ones_own_editor()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await server.SetUpAsync("ann");
        var editor = Path.Combine(_home, "my editor");
        await ScriptFile.WriteAsync(editor, "[ -t 0 ] && [ -t 1 ] || exit 3\n[ \"$1\" = -w ] || exit 4\nprintf 'from the editor\\nsecond line\\n' >> \"$2\"\n");
        await using var terminal = await ConsoleSteps.OpenAsync(server, ann, 90, 24, _home, null, ("VISUAL", $"\"{editor}\" -w"));
        await terminal.UntilAsync("Message #general");
        await terminal.TypeAsync("begun here, ");
        await terminal.UntilAsync("begun here,");
        await terminal.PressAsync("C-x", "C-e");
        await terminal.UntilAsync("│ second line");
        await terminal.PressAsync("Enter");
        await terminal.UntilAsync(screen => screen.Contains("begun here, from the editor", StringComparison.Ordinal) && screen.Contains("Message #general", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_that_is_killed_with_a_full_outbox_loses_and_doubles_nothing()
    {
        const int count = 40;
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await server.SetUpAsync("ann");
        await using (var terminal = await ConsoleSteps.OpenAsync(server, ann, 90, 24, _home))
        {
            await terminal.UntilAsync("Message #general");
            await terminal.SayAsync("Sent before.");
            await terminal.UntilAsync(screen => screen.Contains("Sent before.", StringComparison.Ordinal) && screen.Contains("Message #general", StringComparison.Ordinal) && !screen.Contains('…'));
            await server.KillAsync();
            for (var i = 1; i <= count; i++)
            {
                await terminal.TypeAsync($"while away {i}.");
                await terminal.PressAsync("Enter");
            }

            await terminal.UntilAsync(screen => screen.Contains($"while away {count}.", StringComparison.Ordinal) && screen.Contains($"{count} wait", StringComparison.Ordinal));

            // They are shown before they are on the disk.
            await TestDeadline.UntilAsync(() => ChatConnection.CountWaiting(Path.Combine(_home, "chat", "outbox"), server.Address, ann.Person.Id) == count);
            await SignalAsync(await terminal.ProcessAsync(), "KILL");
        }

        await server.StartAsync();
        await using var again = await ConsoleSteps.OpenAsync(server, ann, 90, 24, _home);
        await again.UntilAsync(screen => screen.Contains($"while away {count}.", StringComparison.Ordinal) && !screen.Contains('…') && !screen.Contains("wait", StringComparison.Ordinal));
        await using var reader = await server.ConnectAsync(ann);
        var kept = await HistoryOnDisk.ReadAsync(server.Database, reader.State.Memberships.Keys.Single());
        Assert.Equal(["Sent before.", .. Enumerable.Range(1, count).Select(i => $"while away {i}.")], kept.Select(m => m.Text).Where(text => text.Length > 0));
    }

    [Fact]
    public async Task A_storm_of_sizes_leaves_no_trace()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await server.SetUpAsync("ann");
        await using var terminal = await ConsoleSteps.OpenAsync(server, ann, 90, 24, _home);
        await terminal.UntilAsync("Message #general");
        foreach (var text in new[] { "林美玲: 中位数好。涨潮时我在船台对过标尺，只差一厘米。", "👩\u200D🚀 joined, and e\u0301 combined", new string('x', 300) })
        {
            await terminal.TypeAsync(text);
            await terminal.PressAsync("Enter");
        }

        // Sent as well, or their rows would still change while screens are compared.
        await terminal.UntilAsync(screen => screen.Contains("xxx", StringComparison.Ordinal) && screen.Contains("Message #general", StringComparison.Ordinal) && !screen.Contains('…'));
        var random = new Random(5);
        for (var i = 0; i < 150; i++) await terminal.ResizeAsync(random.Next(10, 240), random.Next(4, 70));

        // First one that is higher than any in the storm, of which screens may still be on their way.
        foreach (var (columns, rows) in new[] { (100, 75), (40, 12), (80, 24), (120, 36), (300, 100), (90, 24) })
        {
            await terminal.ResizeAsync(columns, rows);

            // Until then the terminal shows the screen of the size before, cut or with nothing around it.
            bool IsDrawn(string screen) => screen.Split('\n') is var lines && lines[0].Contains("# general", StringComparison.Ordinal) && lines[rows - 1].Contains("^K Go to", StringComparison.Ordinal)
                && screen.Contains("Message #general", StringComparison.Ordinal) && !screen.Contains("connected", StringComparison.Ordinal);
            var drawn = await SettledAsync(terminal, IsDrawn);
            await terminal.PressAsync("C-l");
            Assert.Equal(drawn, await SettledAsync(terminal, screen => screen == drawn));
        }
    }

    [Fact]
    public async Task A_burst_of_a_thousand_messages_a_second_is_shown_and_the_keys_still_answer()
    {
        const int count = 3_000;
        await using var server = await ServerProcess.StartNewAsync("--Chat:PostRate:PerSecond", "100000", "--Chat:PostRate:Burst", "100000");
        var ann = await server.SetUpAsync("ann");
        var ben = await server.RegisterAsync("ben");
        await using var terminal = await ConsoleSteps.OpenAsync(server, ann, 90, 24, _home);
        await terminal.UntilAsync("Message #general");
        await using var sender = await server.ConnectAsync(ben);
        var room = sender.State.Memberships.Keys.Single();
        var posts = new List<Task<Outcome<Guid>>>(count);
        for (var i = 1; i <= count; i++) posts.Add(sender.PostAsync(room, $"burst {i.ToString(CultureInfo.InvariantCulture)} is said"));
        await terminal.TypeAsync("typed meanwhile");
        await terminal.UntilAsync("You │ typed meanwhile");
        foreach (var post in posts) Assert.True((await post).Ok);
        await terminal.UntilAsync($"burst {count} is said");
        await terminal.PressAsync("Enter");
        await terminal.UntilAsync(screen => screen.Contains("typed meanwhile", StringComparison.Ordinal) && screen.Contains("Message #general", StringComparison.Ordinal));
    }

    // Twice the same: nothing is being drawn any more.
    private static async Task<string> SettledAsync(Support.Terminal terminal, Func<string, bool> isSo)
    {
        var last = "";
        return await terminal.UntilAsync(screen =>
        {
            var settled = screen == last && isSo(screen);
            last = screen;
            return settled;
        });
    }

    private async Task<string> ReadAsync(string file) => (await File.ReadAllTextAsync(Path.Combine(_home, file), TestContext.Current.CancellationToken)).Trim();

    private static async Task<int> ChildAsync(int parent)
    {
        var children = await File.ReadAllTextAsync($"/proc/{parent}/task/{parent}/children", TestContext.Current.CancellationToken);
        return int.Parse(children.Trim().Split(' ')[^1], CultureInfo.InvariantCulture);
    }

    private static async Task SignalAsync(int process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
