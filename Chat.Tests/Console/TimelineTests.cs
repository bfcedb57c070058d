using Chat.Client;
using Chat.Client.Cli;

namespace Chat.Tests.Console;

public sealed class TimelineTests
{
    private static readonly Metrics Metrics = new(80, 24, 1);

    [Fact]
    public void The_newest_stands_at_the_bottom()
    {
        var timeline = new Timeline(Many(100), Metrics);
        Assert.True(timeline.AtNewest);
        Assert.Equal("message 100", TextOf(timeline.Visible()[^1]));
        Assert.Equal(Metrics.TimelineRows, timeline.Visible().Count);
    }

    [Fact]
    public void Scrolling_up_and_down_by_the_same_comes_back()
    {
        var screen = Many(100);
        var ui = screen.Ui.Current;
        var before = Shown(screen);
        ui.Anchor = new Timeline(screen, Metrics).Scrolled(30);
        Assert.NotEqual(before, Shown(screen));
        ui.Anchor = new Timeline(screen, Metrics).Scrolled(-30);
        Assert.Null(ui.Anchor);
        Assert.Equal(before, Shown(screen));
    }

    [Fact]
    public void Scrolling_ends_with_the_oldest_at_the_top()
    {
        var screen = Many(100);
        screen.Ui.Current.Anchor = new Timeline(screen, Metrics).Scrolled(10_000);
        var timeline = new Timeline(screen, Metrics);
        Assert.True(timeline.AtOldest);
        Assert.Equal("message 1", TextOf(timeline.Visible()[1]));
        Assert.Equal(Metrics.TimelineRows, timeline.Visible().Count);
    }

    [Fact]
    public void What_is_looked_at_stays_when_older_and_newer_messages_come()
    {
        var screen = Many(60, from: 20);
        screen.Ui.Current.Anchor = new Timeline(screen, Metrics).Scrolled(15);
        var before = Shown(screen);
        var more = Many(90, from: 1) with { Ui = screen.Ui };
        Assert.Equal(before, Shown(more));
    }

    [Fact]
    public void A_message_can_be_brought_to_the_top()
    {
        var screen = Many(100);
        var timeline = new Timeline(screen, Metrics);
        screen.Ui.Current.Anchor = timeline.WithTop(timeline.IndexOf(50L));
        Assert.Equal("message 50", TextOf(new Timeline(screen, Metrics).Visible()[0]));
    }

    [Fact]
    public void A_message_that_is_written_takes_the_same_place_once_it_is_a_row()
    {
        var messages = Saltmarsh.Conversation();
        var pending = Saltmarsh.Waiting(1, "hello");
        var waiting = Saltmarsh.Of(Saltmarsh.Chat(messages, [pending]));
        var sent = Saltmarsh.Of(Saltmarsh.Chat([.. messages, Saltmarsh.Said(15, 5, "09:41", "hello") with { Id = pending.Id }], []));
        Assert.Equal(TextOf(new Timeline(waiting, Metrics).Visible()[^1]), TextOf(new Timeline(sent, Metrics).Visible()[^1]));
    }

    [Fact]
    public void Where_messages_are_missing_a_line_says_so()
    {
        var chat = Saltmarsh.Chat([Saltmarsh.Said(1, 0, "09:00", "old"), Saltmarsh.Said(50, 0, "09:01", "new")], []);
        chat = chat with
        {
            Rooms = new Dictionary<Guid, RoomState>
            {
                [Saltmarsh.TideGauge] = chat.Rooms[Saltmarsh.TideGauge] with { Window = [new NumberRange(1, 1), new NumberRange(50, null)] },
            },
        };
        var screen = Saltmarsh.Of(chat);
        Assert.Contains(new Timeline(screen, Metrics).Visible(), row => TextOf(row).StartsWith("Messages in between are not loaded", StringComparison.Ordinal));
        Assert.True(new Timeline(screen, Metrics).HasGapBefore(1));
    }

    [Theory]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("one two three", 8, "one two|three")]
    [InlineData("abcdefghij", 4, "abcd|efgh|ij")]
    [InlineData("中位数好", 5, "中位|数好")]
    [InlineData("a\n\nb", 5, "a||b")]
    [InlineData("well-known fact", 6, "well-|known |fact")]
    [InlineData("", 5, "")]
    [InlineData("👩\u200D🚀👩\u200D🚀", 3, "👩\u200D🚀|👩\u200D🚀")]
    public void Texts_break_at_words_and_by_cells(string text, int width, string lines)
    {
        var wrapped = Wrap.Lines(Glyph.Of(text, default), width);
        Assert.Equal(lines.Split('|').Select(l => l.TrimEnd()), wrapped.Select(l => string.Concat(l.Select(g => g.Text)).TrimEnd()));
        Assert.All(wrapped, line => Assert.True(line.Sum(g => g.Width) <= width));
    }

    private static ScreenState Many(int to, int from = 1)
    {
        var screen = Saltmarsh.Of(Saltmarsh.Chat([.. Enumerable.Range(from, to - from + 1).Select(n => Saltmarsh.Said(n, 0, "09:00", "message " + n))], []));
        screen.Ui.Current.NewAfter = null;
        return screen;
    }

    private static List<string> Shown(ScreenState screen) => [.. new Timeline(screen, Metrics).Visible().Select(TextOf)];

    private static string TextOf(TimelineRow row) => string.Concat(row.Text.Select(g => g.Text));
}
