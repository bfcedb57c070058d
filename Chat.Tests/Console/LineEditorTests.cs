using Chat.Client.Cli;

namespace Chat.Tests.Console;

public sealed class LineEditorTests
{
    [Fact]
    public void Typing_goes_in_at_the_caret()
    {
        var line = Written("helo");
        line.Left();
        line.Insert("l");
        Assert.Equal("hello", line.Text);
        Assert.Equal(4, line.Caret);
    }

    [Theory]
    [InlineData("👩\u200D🚀")]
    [InlineData("🇩🇪")]
    [InlineData("e\u0301")]
    [InlineData("林")]
    public void Backspace_takes_a_whole_character_as_people_see_it(string character)
    {
        var line = Written("a" + character);
        line.Backspace();
        Assert.Equal("a", line.Text);
    }

    [Fact]
    public void The_caret_never_stands_inside_a_character()
    {
        var line = Written("👩");
        line.LineStart();
        line.Right();
        line.Insert("\u200D🚀");
        Assert.Equal(line.Text.Length, line.Caret);
        line.Left();
        Assert.Equal(0, line.Caret);
    }

    [Fact]
    public void What_was_cut_can_be_put_back()
    {
        var line = Written("one two three");
        line.KillWordLeft();
        Assert.Equal("one two ", line.Text);
        line.KillToLineStart();
        Assert.Equal("", line.Text);
        line.Yank();
        Assert.Equal("one two ", line.Text);
    }

    [Fact]
    public void Words_are_found_across_signs()
    {
        var line = Written("one, two; three");
        line.WordLeft();
        Assert.Equal(10, line.Caret);
        line.WordLeft();
        Assert.Equal(5, line.Caret);
        line.WordRight();
        Assert.Equal(8, line.Caret);
        line.KillWordRight();
        Assert.Equal("one, two", line.Text);
    }

    [Fact]
    public void Up_and_down_keep_the_column()
    {
        var line = Written("first line\nab\nthird line");
        Assert.True(line.Up());
        Assert.Equal(13, line.Caret);
        Assert.True(line.Up());
        Assert.Equal(2, line.Caret);
        Assert.False(line.Up());
        Assert.True(line.Down());
        Assert.True(line.Down());
        Assert.False(line.Down());
    }

    [Fact]
    public void Start_and_end_are_those_of_the_line()
    {
        var line = Written("one\ntwo");
        line.LineStart();
        Assert.Equal(4, line.Caret);
        line.KillToLineEnd();
        Assert.Equal("one\n", line.Text);
    }

    [Fact]
    public void Pasted_controls_stay_outside()
    {
        var line = Written("a\r\nb\e[31m\u0007c");
        Assert.Equal("a\nb[31mc", line.Text);
    }

    private static LineEditor Written(string text)
    {
        var line = new LineEditor();
        line.Insert(text);
        return line;
    }
}
