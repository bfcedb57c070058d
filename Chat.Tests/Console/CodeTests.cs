using Chat.Client.Cli;

namespace Chat.Tests.Console;

/// <summary>Code in messages, as the screen shows it.</summary>
public sealed class CodeTests
{
    [Fact]
    public void What_stands_between_fences_is_shown_as_it_was_written_beside_an_edge()
    {
        var lines = Drawn("Try this:\n```python\nif x:\n    run( )\n\n```\nand tell.");
        Assert.Equal(["Try this:", "▎ python", "▎ if x:", "▎     run( )", "▎", "and tell."], lines);
    }

    [Theory]
    [InlineData("```\nopen and never closed")]
    [InlineData("closed before it opens\n```")]
    [InlineData("    ```\nindented too far\n    ```")]
    [InlineData("```a`b\nno fence\n```x")]
    public void A_fence_that_is_none_is_text(string text) => Assert.Equal(text.Split('\n').Select(line => line.TrimEnd()), Drawn(text));

    [Fact]
    public void Long_lines_of_code_are_broken_at_the_edge_and_lose_nothing()
    {
        var code = string.Join(' ', Enumerable.Range(100, 40));
        var lines = Drawn($"```\n{code}\n```");
        Assert.True(lines.Count > 2);
        Assert.All(lines, line => Assert.StartsWith("▎ ", line));
        var glyphs = TextOf($"```\n{code}\n```").Select(line => string.Concat(line.Skip(2).Select(glyph => glyph.Text)));
        Assert.Equal(code, string.Concat(glyphs).TrimEnd());
    }

    [Fact]
    public void Code_within_a_line_keeps_its_marks_has_a_ground_and_holds_no_link()
    {
        var line = TextOf("see `https://a.example/x` or https://b.example/y, not ` `")[0];
        Assert.Equal("see `https://a.example/x` or https://b.example/y, not ` `", string.Concat(line.Select(glyph => glyph.Text)));
        Assert.Equal("`https://a.example/x`", string.Concat(line.Where(glyph => glyph.Ink.Ground == Ground.Code).Select(glyph => glyph.Text)));
        Assert.Equal("https://b.example/y", string.Concat(line.Where(glyph => glyph.Link is not null).Select(glyph => glyph.Text)));
    }

    [Fact]
    public void Code_and_what_stands_behind_a_fence_are_as_harmless_as_words()
    {
        var all = string.Concat(TextOf("```\u001b]0;title\u0007\n\u001b[2Jgone\u202e\n```\n`\u001b[31m`").SelectMany(line => line).Select(glyph => glyph.Text));
        Assert.DoesNotContain(all, c => c < ' ' || c is '\u007f' or '\u202e');
        Assert.Contains("␛[2Jgone", all);
        Assert.Contains("␛]0;title", all);
    }

    [Fact]
    public void That_it_was_edited_stands_behind_the_words_and_below_code()
    {
        var lines = new TextLines(Signs.Unicode, 40);
        Assert.Equal(["two (edited)"], Shown(lines.Of("two", default, " (edited)")));
        Assert.Equal(["▎ x", "(edited)"], Shown(lines.Of("```\nx\n```", default, " (edited)")));
    }

    [Fact]
    public void It_stands_on_the_screen_right_of_the_spine()
    {
        var chat = Saltmarsh.Chat([.. Saltmarsh.Conversation(), Saltmarsh.Said(15, 5, "09:41", "```\nls -l\n```")], []);
        Assert.Contains("│ ▎ ls -l", ScreenDrawing.Draw(Saltmarsh.Of(chat), 80, 24).ToString());
        Assert.Contains("| | ls -l", ScreenDrawing.Draw(Saltmarsh.Of(chat, Signs.Ascii), 80, 24).ToString());
    }

    private static List<List<Glyph>> TextOf(string text) => new TextLines(Signs.Unicode, 80).Of(text, new Ink(Role.Text));

    private static List<string> Drawn(string text) => [.. Shown(TextOf(text))];

    private static IEnumerable<string> Shown(List<List<Glyph>> lines) => lines.Select(line => string.Concat(line.Select(glyph => glyph.Text)).TrimEnd());
}
