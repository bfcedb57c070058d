using Chat.Client.Cli;

namespace Chat.Tests.Console;

public sealed class TextTests
{
    [Fact]
    public void Further_lines_are_indented_so_that_nobody_can_feign_a_message()
    {
        var text = new MessageText(TimeZoneInfo.Utc);
        var first = text.Lines(Saltmarsh.Said(1, 0, "09:00", "one\n09:01 Ines: two\e[2J"), _ => "Ben");
        Assert.Equal("-- Saturday 21 November 2026\n09:00 Ben: one\n  09:01 Ines: two␛[2J", first);
        Assert.Equal("09:02 Ben: (deleted)", text.Lines(Saltmarsh.Said(2, 0, "09:02", "") with { DeletedBy = Guid.Empty }, _ => "Ben"));
    }

    [Fact]
    public void Json_is_one_line_and_ASCII()
    {
        var message = Saltmarsh.Said(7, 0, "09:00", "one\ntwo \e[2J \u202E 林");
        var room = Saltmarsh.Chat().Heads[Saltmarsh.TideGauge].Header!;
        var line = MessageText.Json(message, room, _ => "Ben");
        Assert.All(line, c => Assert.InRange(c, ' ', '~'));
        using var read = System.Text.Json.JsonDocument.Parse(line);
        Assert.Equal("one\ntwo \e[2J \u202E 林", read.RootElement.GetProperty("text").GetString());
        Assert.Equal(7, read.RootElement.GetProperty("number").GetInt64());
    }

    [Theory]
    [InlineData("hello", "hello", null, "")]
    [InlineData("//shrug", "/shrug", null, "")]
    [InlineData("/join  #general ", null, "join", "#general")]
    [InlineData("/TOPIC a b", null, "topic", "a b")]
    [InlineData("/frobnicate", null, null, "")]
    public void Lines_with_a_slash_are_commands(string line, string? message, string? command, string argument)
    {
        var read = SlashCommands.Read(line);
        Assert.Equal(message, read.Message);
        Assert.Equal(command, read.Command?.Name);
        Assert.Equal(argument, read.Argument);
    }

    [Fact]
    public void The_author_ink_is_the_page_s()
    {
        // fnv1a32 of the id in lower case, modulo 12; the first author is ink 1.
        var id = Guid.Parse("0193D0A2-7B1C-7000-8000-00000000ABCD");
        var hash = 2166136261u;
        foreach (var b in System.Text.Encoding.ASCII.GetBytes("0193d0a2-7b1c-7000-8000-00000000abcd")) hash = unchecked((hash ^ b) * 16777619u);
        Assert.Equal(Role.Author1 + (int)(hash % 12), Ink.Author(Chat.Client.AuthorColours.Of(id)).Role);
    }

    [Theory]
    [InlineData(null, "NO_COLOR=1;COLORTERM=truecolor", nameof(Colours.None))]
    [InlineData("true", "NO_COLOR=1", nameof(Colours.True))]
    [InlineData(null, "COLORTERM=truecolor", nameof(Colours.True))]
    [InlineData(null, "TERM=xterm-256color", nameof(Colours.Indexed))]
    [InlineData(null, "TERM=tmux-256color;COLORTERM=24bit", nameof(Colours.True))]
    [InlineData("16", "TERM=xterm-256color", nameof(Colours.Sixteen))]
    [InlineData("256", "TERM=linux", nameof(Colours.Indexed))]
    [InlineData(null, "TERM=linux", nameof(Colours.Sixteen))]
    [InlineData(null, "TERM=xterm-kitty", nameof(Colours.True))]
    public void The_colours_are_those_that_the_terminal_tells_of(string? asked, string environment, string colours)
    {
        var variables = environment.Split(';').ToDictionary(v => v.Split('=')[0], v => v.Split('=')[1]);
        Assert.Equal(colours, new TerminalLook(variables.GetValueOrDefault).ColoursOf(asked).ToString());
    }

    [Fact]
    public void Where_the_locale_is_not_UTF8_the_frame_is_ASCII()
    {
        var look = new TerminalLook(name => name == "LANG" ? "C" : null);
        var frame = ScreenDrawing.Draw(Saltmarsh.Of(Saltmarsh.Chat([Saltmarsh.Said(1, 0, "09:00", "hello")], []), look.SignsFor(ascii: false)), 80, 24).ToString();
        Assert.Contains("| hello", frame);
        Assert.DoesNotContain("│", frame);
    }
}
