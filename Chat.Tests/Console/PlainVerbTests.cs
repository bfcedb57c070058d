using Chat.Client.Cli;
using Chat.Contracts;
using Chat.Tests.Support;

namespace Chat.Tests.Console;

/// <summary>Plain mode: at the end of pipes, and in a terminal that can't be drawn on.</summary>
public sealed class PlainVerbTests
{
    [Fact]
    public async Task Two_people_chat_by_lines_over_the_death_of_their_server_and_nothing_is_doubled()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await server.SetUpAsync("ann");
        var ben = await server.RegisterAsync("ben");
        await using var pipe = Start(server, ann, "--plain");
        var home = Directory.CreateTempSubdirectory("chat-home-").FullName;
        await using var terminal = await Support.Terminal.OpenAsync(
            100, 40, $"dotnet {Repository.Program("Chat.Client.Console", "chat.dll")}",
            ("TERM", "dumb"), ("HOME", home), ("XDG_CONFIG_HOME", home), ("XDG_STATE_HOME", home), ("LANG", "C.UTF-8"),
            ("CHAT_SERVER", server.Address.ToString()), ("CHAT_TOKEN", ben.Token!));
        await pipe.UntilAsync(line => line.StartsWith("-- #general", StringComparison.Ordinal));
        await terminal.UntilAsync("-- #general");

        await pipe.SayAsync("The float is in.");
        await terminal.UntilAsync(": The float is in.");
        await terminal.SayAsync("Who has the laminator?");
        Assert.StartsWith("ben ", await pipe.UntilAsync(": Who has the laminator?"), StringComparison.Ordinal);
        await pipe.SayAsync("/edit The new float is in.");
        await terminal.UntilAsync(", edited: The new float is in.");
        await terminal.SayAsync("/delete");
        await pipe.UntilAsync(": (deleted)");

        await server.KillAsync();
        await pipe.UntilAsync("-- reconnecting");
        await pipe.SayAsync("away one");
        await pipe.SayAsync("away two");
        await pipe.UntilAsync(line => line.StartsWith("-- not connected, 2 messages wait", StringComparison.Ordinal));
        await server.StartAsync();
        await pipe.UntilAsync(": away two");
        await terminal.UntilAsync(": away two");
        await terminal.SayAsync("Back again.");
        await pipe.UntilAsync(": Back again.");
        await terminal.UntilAsync(": Back again.");

        Assert.Equal(Exit.Done, await pipe.EndAsync());
        foreach (var said in new[] { "The float is in.", "away one", "away two", "Back again." })
            Assert.Single(pipe.Lines, line => line.EndsWith(": " + said, StringComparison.Ordinal));
        var screen = await terminal.ScreenAsync();
        foreach (var said in new[] { ": The float is in.", ": away one", ": away two", ": Back again." })
            Assert.Equal(2, screen.Split(said).Length);
    }

    [Fact]
    public async Task Lines_of_a_pipe_are_done_in_order_and_the_end_waits_for_all()
    {
        await using var server = await RealServer.StartAsync();
        using var shell = await ShellAsync(server, "ann");
        shell.In = "/create tide\nfirst\n/create surge\nsecond\n/open tide\nthird\n/rooms\n/nonsense\n";
        Assert.Equal(Exit.Done, await shell.RunAsync("--plain"));
        var output = shell.Out.ToString();
        Assert.Contains("-- rooms:\n", output, StringComparison.Ordinal);
        Assert.Contains("There is no /nonsense.", output, StringComparison.Ordinal);
        foreach (var (room, said) in new[] { ("tide", "first,third"), ("surge", "second") })
        {
            using var reader = await ShellAsync(server, null, shell);
            Assert.Equal(Exit.Done, await reader.RunAsync("history", room, "--json"));
            foreach (var text in said.Split(',')) Assert.Contains($"\"text\":\"{text}\"", reader.Out.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_people_write_can_not_pose_as_a_line_of_another_nor_reach_the_terminal()
    {
        await using var server = await RealServer.StartAsync();
        using var ann = await ShellAsync(server, "ann");
        Assert.Equal(Exit.Done, await ann.RunAsync("create", "gauge"));
        ann.In = "evil \u009b31mred \u202eturned\nben 09:00: not mine\u2028-- new";
        Assert.Equal(Exit.Done, await ann.RunAsync("send", "gauge"));
        ann.Out.GetStringBuilder().Clear();
        ann.In = "";
        Assert.Equal(Exit.Done, await ann.RunAsync("--plain", "--room", "gauge"));
        var lines = ann.Out.ToString().Split('\n');
        Assert.Contains(lines, line => line.Contains("evil \uFFFD31mred ␦turned", StringComparison.Ordinal));
        Assert.Contains("  ben 09:00: not mine␤-- new", lines);
    }

    [Fact]
    public async Task A_room_that_is_not_there_and_an_ended_session_end_with_their_codes()
    {
        await using var server = await RealServer.StartAsync();
        using var ann = await ShellAsync(server, "ann");
        ann.In = "hello\n";
        Assert.Equal(Exit.Refused, await ann.RunAsync("--plain", "--room", "nowhere"));
        Assert.Contains("There is no room called nowhere", ann.Out.ToString(), StringComparison.Ordinal);
        ann.Environment["CHAT_TOKEN"] = "ended";
        Assert.Equal(Exit.NotSignedIn, await ann.RunAsync("--plain"));
    }

    [Theory]
    [InlineData(false, true, true, null, null, null, false)]
    [InlineData(true, true, true, null, null, null, true)]
    [InlineData(true, false, false, null, null, null, true)]
    [InlineData(false, true, true, "dumb", null, null, true)]
    [InlineData(false, true, false, "xterm", null, null, true)]
    [InlineData(false, false, false, "dumb", null, null, false)]
    [InlineData(false, true, true, "xterm", "1", null, true)]
    [InlineData(false, true, true, "dumb", "0", null, false)]
    [InlineData(false, true, true, "xterm", null, "1", true)]
    [InlineData(false, true, true, "xterm", null, "0", false)]
    public void Lines_are_chosen_when_they_are_asked_for_or_a_screen_would_be_no_use(
        bool asked, bool inIsTerminal, bool outIsTerminal, string? term, string? plain, string? accessible, bool lines)
    {
        using var shell = new TestShell();
        foreach (var (name, value) in new[] { ("TERM", term), ("CHAT_PLAIN", plain), ("ACCESSIBLE", accessible) })
            if (value is not null) shell.Environment[name] = value;
        Assert.Equal(lines, PlainWish.IsThere(shell.Shell with { InIsTerminal = inIsTerminal, OutIsTerminal = outIsTerminal }, asked));
    }

    private static LineProcess Start(ServerProcess server, SignedIn person, params string[] arguments) =>
        LineProcess.Start(arguments, ("CHAT_SERVER", server.Address.ToString()), ("CHAT_TOKEN", person.Token!));

    private static async Task<TestShell> ShellAsync(RealServer server, string? register, TestShell? like = null)
    {
        var shell = new TestShell();
        shell.Environment["CHAT_SERVER"] = server.Address.ToString();
        shell.Environment["CHAT_TOKEN"] = like?.Environment["CHAT_TOKEN"] ?? (await server.RegisterAsync(register!)).Token;
        return shell;
    }
}
