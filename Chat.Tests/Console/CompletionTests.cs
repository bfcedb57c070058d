using Chat.Client;
using Chat.Client.Cli;
using Chat.Contracts;

namespace Chat.Tests.Console;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("/to", "/topic ")]
    [InlineData("/join new", null)]
    [InlineData("/join reg", "/join regatta-2027 ")]
    [InlineData("/join #reg", "/join regatta-2027 ")]
    [InlineData("see #boat", "see #boathouse ")]
    [InlineData("thanks @ine", null)]
    [InlineData("/goto fri", "/goto friday ")]
    [InlineData("/role ben own", "/role ben owner ")]
    [InlineData("/role ben x", null)]
    [InlineData("/topic reg", null)]
    [InlineData("//to", null)]
    [InlineData("nobody-is-called-so", null)]
    [InlineData("", null)]
    [InlineData("a word and a space ", null)]
    public void Tab_completes_what_the_word_may_mean(string typed, string? completed) =>
        Assert.Equal(completed, Completion.Begin(Saltmarsh.Screen(), typed, typed.Length)?.Text);

    [Fact]
    public void Who_spoke_last_comes_first_and_oneself_never()
    {
        var screen = People(("marta", "Marta Oliveira"), ("marek", null), ("mara", null));
        var found = Completion.Begin(screen, "ask mar", 7)!;
        Assert.Equal("ask @marek ", found.Text);
        Assert.Equal("ask @mara ", found.Next(+1).Text);
        Assert.Equal("ask @marta ", found.Next(+2).Text);
        Assert.Equal(found.Text, found.Next(+3).Text);
        Assert.Equal("@marta ", Completion.Begin(screen, "oliv", 4)!.Text);
    }

    [Fact]
    public void What_follows_the_caret_stays()
    {
        var found = Completion.Begin(Saltmarsh.Screen(), "in #boat there", 8)!;
        Assert.Equal("in #boathouse there", found.Text);
        Assert.Equal("in #boathouse".Length, found.Caret);
    }

    [Fact]
    public void Names_that_would_harm_a_terminal_are_not_offered()
    {
        var screen = People(("mar\e[31m", null), ("mar\u202E", null));
        Assert.Null(Completion.Begin(screen, "@mar", 4));
    }

    [Fact]
    public void What_was_sent_comes_back_and_what_was_being_written_too()
    {
        var sent = new SentLines();
        Assert.Null(sent.Older("draft"));
        sent.Add("one");
        sent.Add("two");
        Assert.Equal("two", sent.Older("draft"));
        Assert.Equal("one", sent.Older("two"));
        Assert.Null(sent.Older("one"));
        Assert.Equal("two", sent.Newer());
        Assert.Equal("draft", sent.Newer());
        Assert.Null(sent.Newer());
        sent.Add("one");
        Assert.Equal("one", sent.Older(""));
        Assert.Equal("two", sent.Older("one"));
        Assert.Null(sent.Older("two"));
    }

    // The second of them has spoken.
    private static ScreenState People(params (string Name, string? Display)[] people)
    {
        var chat = Saltmarsh.Chat();
        var known = people.Select((p, i) => new Person { Id = Saltmarsh.Person(i), Revision = 1, Name = p.Name, DisplayName = p.Display }).ToDictionary(p => p.Id);
        var room = chat.Rooms[Saltmarsh.TideGauge] with { Messages = [Saltmarsh.Said(1, 1, "09:00", "Hello")] };
        return Saltmarsh.Of(chat with { People = known, Rooms = new Dictionary<Guid, RoomState> { [room.Id] = room } });
    }
}
