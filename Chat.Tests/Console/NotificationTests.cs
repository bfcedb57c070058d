using Chat.Client;
using Chat.Client.Cli;
using Chat.Contracts;
using Chat.Tests.Support;

namespace Chat.Tests.Console;

public sealed class NotificationTests
{
    private static readonly Guid Boathouse = Saltmarsh.Room("boathouse");
    private readonly News _news = new();
    private DateTimeOffset _now = Saltmarsh.Now;

    [Fact]
    public void What_was_there_at_the_beginning_is_no_news_and_what_comes_is_told_once()
    {
        Assert.Empty(Take(At(2000)));
        Assert.Equal([new Fresh(Boathouse, 2000, 2001)], Take(At(2001)));
        Assert.Empty(Take(At(2001)));
    }

    [Fact]
    public void After_a_reconnect_nothing_is_told_again_and_what_came_meanwhile_is()
    {
        Take(At(2000));
        Take(At(2001));
        Assert.Empty(Take(At(2001) with { Connection = ConnectionState.Offline, Heads = new Dictionary<Guid, RoomHead>() }));
        Assert.Empty(Take(At(2001) with { Connection = ConnectionState.Connecting }));
        Assert.Empty(Take(At(2001)));
        Assert.Equal([new Fresh(Boathouse, 2001, 2009)], Take(At(2009)));
    }

    [Fact]
    public void A_room_that_is_muted_or_looked_at_is_quiet_for_good()
    {
        Take(At(2000));
        Assert.Empty(_news.Take(At(2005), _now, _ => true));
        Assert.Empty(Take(At(2005)));
    }

    [Fact]
    public void What_was_read_elsewhere_is_not_told()
    {
        Take(At(2000));
        var read = new Dictionary<Guid, ReadMarker> { [Boathouse] = new() { Room = Boathouse, Revision = 2, Number = 2001, Generation = 1 } };
        Assert.Empty(Take(At(2001) with { Markers = read }));
    }

    [Fact]
    public void A_room_that_is_talked_in_without_a_pause_is_told_of_now_and_then()
    {
        Take(At(2000));
        Assert.Single(_news.Take(At(2001), _now, _ => false));
        for (var number = 2002; number < 3000; number++) Assert.Empty(_news.Take(At(number), _now, _ => false));
        Assert.Equal([new Fresh(Boathouse, 2001, 3000)], _news.Take(At(3000), _now.AddSeconds(6), _ => false));
    }

    [Theory]
    [InlineData("xterm-kitty", "", nameof(TerminalNotice.Osc99))]
    [InlineData("xterm-256color", "iTerm.app", nameof(TerminalNotice.Osc9))]
    [InlineData("foot", "", nameof(TerminalNotice.Osc777))]
    [InlineData("linux", "", nameof(TerminalNotice.None))]
    public void The_terminals_own_way_is_found_out(string term, string program, string way) =>
        Assert.Equal(Enum.Parse<TerminalNotice>(way), TerminalNotices.Of("auto", name => name switch { "TERM" => term, "TERM_PROGRAM" => program, _ => null }));

    [Theory]
    [InlineData(nameof(TerminalNotice.Osc9), "\e]9;chat: Ben in #general: a, b␛]0,x␇\e\\")]
    [InlineData(nameof(TerminalNotice.Osc777), "\e]777;notify;Ben in #general;a, b␛]0,x␇\e\\")]
    public void What_people_write_ends_no_notification(string way, string written) =>
        Assert.Equal(written, TerminalNotices.Write(Enum.Parse<TerminalNotice>(way), "Ben in #general", "a; b\e]0;x\a", inTmux: false));

    [Fact]
    public void Through_tmux_it_is_wrapped() =>
        Assert.Equal("\ePtmux;\e\e]777;notify;a;b\e\e\\\e\\", TerminalNotices.Write(TerminalNotice.Osc777, "a", "b", inTmux: true));

    [Fact]
    public async Task A_program_of_ones_own_gets_it_without_a_shell()
    {
        using var shell = new TestShell();
        var told = Path.Combine(shell.Home, "told");
        var program = Path.Combine(shell.Home, "notify me");
        await ScriptFile.WriteAsync(program, $"printf '%s|%s|%s|%s|%s' \"$1\" \"$CHAT_ROOM\" \"$CHAT_AUTHOR\" \"$CHAT_TEXT\" \"$CHAT_TOKEN\" > '{told}.new'; mv '{told}.new' '{told}'\n");
        var written = "";
        var settings = new NotifierSettings { Command = [program, "$(touch oops)"] };
        new Notifier(settings, _ => null, text => written += text).Tell(new ToldNews("general", "Ben", "`reboot`; \"x\"", 1));
        await TestDeadline.UntilAsync(() => File.Exists(told));
        Assert.Equal("$(touch oops)|general|Ben|`reboot`; \"x\"|", await File.ReadAllTextAsync(told, TestContext.Current.CancellationToken));
        Assert.Equal("\a", written);
    }

    [Theory]
    [InlineData("{}", "auto", true, false)]
    [InlineData("""{ "notifications": { "terminal": "777" } }""", "777", true, false)]
    [InlineData("""{ "notifications": { "bell": false, } } // mine""", "auto", false, false)]
    [InlineData("""{ "notifications": { "terminal": "9", "command": null } }""", "auto", true, true)]
    [InlineData("""{ "notifications": null }""", "auto", true, true)]
    public async Task What_the_settings_leave_out_is_as_at_first(string file, string terminal, bool bell, bool isRefused)
    {
        using var shell = new TestShell();
        Directory.CreateDirectory(Path.GetDirectoryName(shell.CredentialPath)!);
        await File.WriteAllTextAsync(Path.Combine(shell.Home, ".config", "chat", "config.json"), file, TestContext.Current.CancellationToken);
        var (read, problem) = ClientSettings.Read(shell.Shell);
        Assert.Equal(isRefused, problem is not null);
        Assert.Equal((terminal, bell, true, true), (read.Notifications.Terminal, read.Notifications.Bell, read.Notifications.Desktop, read.Notifications.ShowText));
        Assert.Empty(read.Notifications.Command);
    }

    private List<Fresh> Take(ChatState chat)
    {
        _now = _now.AddMinutes(1);
        return _news.Take(chat, _now, _ => false);
    }

    private static ChatState At(long number)
    {
        var chat = Saltmarsh.Chat();
        var heads = chat.Heads.ToDictionary(head => head.Key, head => head.Value);
        heads[Boathouse] = heads[Boathouse] with { Number = number };
        return chat with { Heads = heads };
    }
}
