using System.Text.RegularExpressions;
using Chat.Client.Cli;
using Chat.Tests.Support;
using Terminal.Gui.Drawing;

namespace Chat.Tests.Console;

/// <summary>How colours are written to a terminal.</summary>
public sealed class ColoursTests
{
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
        var home = Directory.CreateTempSubdirectory("chat-home-").FullName;
        var bytes = Path.Combine(home, "written");
        await using var terminal = await ConsoleSteps.OpenAsync(
            server, await server.SetUpAsync("ann"), 80, 24, home, $"sh -c 'read go; exec {ConsoleSteps.Program}'", ("TERM", term), ("COLORTERM", colourTerm), ("CHAT_THEME", "dark"), ("NO_COLOR", ""), ("CHAT_COLOURS", ""));
        await terminal.RecordAsync(bytes);
        await terminal.PressAsync("Enter");
        await terminal.UntilAsync("Message #general");
        await terminal.PressAsync("C-q");
        // The screen that was there before.
        var output = "";
        await TestDeadline.UntilAsync(() => (output = File.ReadAllText(bytes)).Contains("\e[?1049l", StringComparison.Ordinal));
        Assert.Matches($@"\e\[{written}", output);
        Assert.DoesNotMatch(new Regex($@"\e\[{never}"), output);
    }
}
