using Chat.Client;
using Chat.Client.Cli;
using Chat.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace Chat.Tests.Console;

/// <summary>The screen as the terminal library draws it, without a terminal.</summary>
public sealed class ScreenTests : IAsyncDisposable
{
    private readonly ChatConnection _chat = new(new ChatConnectionOptions { Server = new Uri("http://127.0.0.1:1"), Token = "token" });
    private readonly HttpClient _http = new();
    private readonly TestShell _shell = new();
    private readonly IApplication _app;
    private readonly ScreenController _controller;
    private readonly ChatWindow _window;
    private bool _left;

    public ScreenTests()
    {
        Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");
        _app = Application.Create();
        Assert.NotEqual(OperatingSystem.IsWindows(), WaitingInput.TryGive(_app, () => { }));
        _app.Init("ansi");
        _app.Driver!.SetScreenSize(80, 24);
        var theme = new Theme(Colours.None, light: false);
        _controller = new ScreenController(_chat, new AccountApi(_http), _shell.Shell, Signs.Unicode, null, () => _left = true);
        _window = new ChatWindow(_controller, () => theme);
        _window.Begin(_app, new Rest(TimeProvider.System));
        _app.Begin(_window);
    }

    public async ValueTask DisposeAsync()
    {
        _window.Dispose();
        _app.Dispose();
        _http.Dispose();
        _shell.Dispose();
        await _chat.DisposeAsync().Within();
    }

    [Fact]
    public void What_is_typed_stands_right_of_the_spine()
    {
        Type("hello");
        Assert.Contains("You │ hello", Screen());
        Press(Key.A.WithCtrl);
        Type("oh, ");
        Assert.Contains("You │ oh, hello", Screen());
    }

    [Fact]
    public void What_is_pasted_goes_in_as_a_whole_and_sends_nothing()
    {
        _app.RaisePasteEvent("one\r\ntwo \e[31mthree");
        Assert.Contains("You │ one", Screen());
        Assert.Contains("│ two [31mthree", Screen());
    }

    [Fact]
    public void Wide_characters_leave_no_halves_behind()
    {
        Type("林美玲");
        Assert.Contains("You │ 林美玲", Screen());
        Press(Key.Backspace);
        Press(Key.Backspace);
        Type("ab");
        Assert.Contains("You │ 林ab ", Screen());
    }

    [Fact]
    public void Boxes_open_and_close_without_a_trace()
    {
        var before = Screen();
        Press(Key.K.WithCtrl);
        Assert.Contains("│ Go to", Screen());
        Press(Key.Esc);
        Assert.Equal(before, Screen());
        Press(Key.F1);
        Assert.Contains("Keys and commands", Screen());
        Press(Key.Esc);
        Assert.Equal(before, Screen());
    }

    [Fact]
    public void A_question_mark_shows_all_keys_and_is_text_when_one_types_on()
    {
        var before = Screen();
        Type("?");
        Assert.Contains("Keys and commands", Screen());
        Press(Key.Esc);
        Assert.Equal(before, Screen());
        Type("?? what");
        Assert.Contains("You │ ?? what", Screen());
        Type("?");
        Assert.Contains("You │ ?? what?", Screen());
        Press(Key.C.WithCtrl);

        // A message that is nothing else.
        Type("?");
        Assert.Contains("Enter Write ?", Screen());
        Press(Key.Enter);
        Assert.Contains("You │ ?", Screen());
        Press(Key.C.WithCtrl);
        Type("?");
        _app.RaisePasteEvent(" pasted");
        Assert.Contains("You │ ? pasted", Screen());

        // Where nothing is being written it is no text, whatever stands in the line.
        Press(Key.Tab);
        Assert.Equal(Pane.Rooms, _controller.Ui.Focus);
        Assert.Contains("? Keys", Screen());
        Type("?");
        Assert.Contains("Keys and commands", Screen());
        Type("?");
        Assert.DoesNotContain("Keys and commands", Screen());
        Assert.Contains("You │ ? pasted", Screen());
        Assert.Equal(Pane.Rooms, _controller.Ui.Focus);
    }

    [Fact]
    public void An_unknown_command_is_told_and_stays_in_the_line()
    {
        Type("/frobnicate now");
        Press(Key.Enter);
        Assert.Contains("There is no /frobnicate.", Screen());
        Assert.Contains("You │ /frobnicate now", Screen());
    }

    [Fact]
    public void Another_size_is_drawn_as_a_whole()
    {
        Assert.Contains("You │", Screen());
        _app.Driver!.SetScreenSize(40, 12);
        Assert.StartsWith("› /help", Screen().Split('\n')[10]);
        _app.Driver.SetScreenSize(80, 24);
        Assert.Contains("You │", Screen());
    }

    [Fact]
    public void Passwords_are_not_shown()
    {
        Type("/password");
        Press(Key.Enter);
        Type("secret");
        Assert.DoesNotContain("secret", Screen());
        Assert.Contains("••••••", Screen());
    }

    [Fact]
    public void Escape_never_leaves_and_the_other_ways_do()
    {
        Press(Key.Esc);
        Press(Key.Esc);
        Assert.False(_left);
        Type("a draft");
        Press(Key.C.WithCtrl);
        Assert.False(_left);
        Assert.DoesNotContain("a draft", Screen());
        Press(Key.C.WithCtrl);
        Assert.True(_left);
    }

    [Fact]
    public void What_waits_for_the_server_goes_on_outside_the_screens_thread()
    {
        // Not awaited: what awaited here went on in the screen's thread, which nobody runs.
        var (before, screens) = (SynchronizationContext.Current, new ScreensContext());
        SynchronizationContext.SetSynchronizationContext(screens);
        try
        {
            _controller.Run(async () =>
            {
                await Task.Yield();
                return "It worked.";
            });
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        Assert.True(SpinWait.SpinUntil(() => _controller.Tick() && _controller.Ui.Said == "It worked.", TestDeadline.Never));
        Assert.False(screens.WasAsked);
    }

    [Fact]
    public void Tab_completes_goes_round_and_leads_to_the_next_pane_when_nothing_fits()
    {
        Type("/re");
        Press(Key.Tab);
        Assert.Contains("You │ /rename ", Screen());
        Press(Key.Tab);
        Assert.Contains("You │ /remove ", Screen());
        Press(Key.Tab.WithShift);
        Assert.Contains("You │ /rename ", Screen());
        Type("harbour");
        Press(Key.Tab);
        Assert.Equal(Pane.Rooms, _controller.Ui.Focus);
        Press(Key.Esc);
        Assert.Contains("You │ /rename harbour", Screen());
    }

    [Fact]
    public void A_paste_of_many_lines_asks_before_it_is_sent()
    {
        _app.RaisePasteEvent("one\ntwo\nthree\nfour\n");
        Press(Key.Enter);
        Assert.Contains("Send these 5 lines as one message?", Screen());
        Press(Key.Esc);
        Assert.DoesNotContain("Send these", Screen());
        Assert.Contains("│ four", Screen());
        Press(Key.Enter);
        Assert.Contains("Send these", Screen());
        Type("x");
        Assert.DoesNotContain("Send these", Screen());
        Press(Key.Enter);
        Press(Key.Enter);
        Assert.Contains("No room is shown", Screen());
    }

    [Fact]
    public void What_was_told_comes_back_by_a_key()
    {
        Type("/members");
        Press(Key.Enter);
        Press(Key.Esc);
        Type("a draft");
        Press(Key.P.WithAlt);
        Assert.Contains("You │ /members", Screen());
        Press(Key.CursorDown.WithCtrl);
        Assert.Contains("You │ a draft", Screen());
    }

    [Fact]
    public void A_terminal_that_was_cleared_is_drawn_whole_even_if_only_a_change_was_waited_for()
    {
        Type("hello");
        var whole = Screen();
        Press(Key.L.WithCtrl);
        Assert.Equal(whole, Screen());
        Press(Key.End);
        Press(Key.L.WithCtrl);
        Assert.Equal(whole, Screen());
        Press(Key.End);
        _app.Driver!.SetScreenSize(40, 12);
        Assert.Contains("› hello", Screen());
        _app.Driver!.SetScreenSize(120, 36);
        Press(Key.End);
        _app.Driver!.SetScreenSize(80, 24);
        Assert.Equal(whole, Screen());
    }

    [Fact]
    public void The_screen_is_left_to_stop_and_comes_back()
    {
        Press(Key.Z.WithCtrl);
        Assert.Equal(JobControl.IsThere, _left);
        var outside = false;
        _controller.Outside(() => outside = true);
        Assert.True(_left);
        Assert.True(_controller.GoOutside());
        Assert.True(outside);
        Assert.False(_controller.GoOutside());
    }

    [Fact]
    public void What_is_typed_is_waited_for_and_not_looked_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The library looks for it there.");
        Assert.IsType<WaitingInput>(Assert.IsAssignableFrom<InputProcessorImpl<char>>(_app.Driver!.GetInputProcessor()).InputImpl);
    }

    [Fact]
    public void The_screens_clock_goes_on_while_the_hour_is_repeated_in_autumn()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 10, 25, 0, 59, 59, TimeSpan.Zero));
        time.SetLocalTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        var (steady, wall) = (new SteadyTime(time), time.GetLocalNow().DateTime);
        Assert.Equal(wall, steady.Now);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(time.GetLocalNow().DateTime < wall);
        Assert.Equal(wall.AddSeconds(2), steady.Now);
    }

    private void Type(string text)
    {
        foreach (var rune in text.EnumerateRunes()) Press(new Key(rune.Value));
    }

    private void Press(Key key) => _window.NewKeyDownEvent(key);

    private string Screen()
    {
        _app.LayoutAndDraw();
        return _app.Driver!.ToString()!;
    }

    private sealed class ScreensContext : SynchronizationContext
    {
        public bool WasAsked { get; private set; }

        public override void Post(SendOrPostCallback d, object? state)
        {
            WasAsked = true;
            base.Post(d, state);
        }
    }
}
