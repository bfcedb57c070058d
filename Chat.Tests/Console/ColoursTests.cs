using System.Text.RegularExpressions;
using Chat.Client.Cli;
using Chat.Tests.Support;
using Terminal.Gui.Drawing;

namespace Chat.Tests.Console;

/// <summary>How colours are written to a terminal.</summary>
public sealed class ColoursTests
{
    private readonly string _home = Directory.CreateTempSubdirectory("chat-home-").FullName;

    /// <summary>What the client wrote to its terminal.</summary>
    private string Bytes => Path.Combine(_home, "written");

    [Theory]
    [InlineData("#000000", 16)]
    [InlineData("#ffffff", 231)]
    [InlineData("#87d7ff", 117)]
    [InlineData("#12181a", 233)]
    [InlineData("#64c9e1", 80)]
    [InlineData("#f58b85", 210)]
    [InlineData("#808080", 244)]
    public void The_nearest_of_256_is_one_that_looks_alike_everywhere(string colour, int index) =>
        Assert.Equal(index, IndexedOutput.IndexOf(new Color(colour)));

    [Theory]
    [InlineData("xterm-256color", "", "38;5;", "38;2;")]
    [InlineData("xterm-256color", "truecolor", "38;2;", "38;5;")]
    [InlineData("xterm", "", "9[0-7]", "38;")]
    public async Task A_terminal_gets_the_colours_that_it_tells_of(string term, string colourTerm, string written, string never)
    {
        await using var server = await ServerProcess.StartNewAsync();
        await using var terminal = await OpenAsync(server, ("TERM", term), ("COLORTERM", colourTerm));
        await terminal.RecordAsync(Bytes);
        await terminal.PressAsync("Enter");
        await terminal.UntilAsync("Message #general");
        await terminal.PressAsync("C-q");
        // The screen that was there before.
        var output = "";
        await TestDeadline.UntilAsync(() => File.Exists(Bytes) && (output = File.ReadAllText(Bytes)).Contains("\e[?1049l", StringComparison.Ordinal));
        Assert.Matches($@"\e\[{written}", output);
        Assert.DoesNotMatch(new Regex($@"\e\[{never}"), output);
    }

    [Theory]
    [InlineData("0;15", null, true)]
    [InlineData("15;0", null, false)]
    [InlineData("15;0", "#fdf6e3", true)]
    [InlineData("0;15", "#002b36", false)]
    public async Task The_ground_is_the_one_that_the_terminal_answers_or_else_its_environment_names(string variable, string? answered, bool light)
    {
        await using var server = await ServerProcess.StartNewAsync();
        await using var terminal = await OpenAsync(server, ("COLORTERM", "truecolor"), ("COLORFGBG", variable));
        if (answered is not null) await terminal.PaintAsync(answered);
        await terminal.RecordAsync(Bytes);
        await terminal.PressAsync("Enter");

        var ground = new Color(Palette.Of(Ground.Room, light));
        await TestDeadline.UntilAsync(() => File.Exists(Bytes) && File.ReadAllText(Bytes).Contains($"48;2;{ground.R};{ground.G};{ground.B}m", StringComparison.Ordinal));
        await terminal.UntilAsync("Message #general");
    }

    /// <summary>A terminal in which the client waits for Enter before it begins; whoever runs the tests may want no colours.</summary>
    private async Task<Support.Terminal> OpenAsync(ServerProcess server, params (string, string)[] variables) => await ConsoleSteps.OpenAsync(
        server, await server.SetUpAsync("ann"), 80, 24, _home, $"sh -c 'unset NO_COLOR; read go; exec {ConsoleSteps.Program}'", [("CHAT_COLOURS", ""), ("CHAT_THEME", ""), .. variables]);
}
