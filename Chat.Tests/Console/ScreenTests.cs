using Chat.Client;
using Chat.Client.Cli;
using Chat.Tests.Support;
using Terminal.Gui.App;
using Terminal.Gui.Input;

namespace Chat.Tests.Console;

/// <summary>The screen as the terminal library draws it, without a terminal.</summary>
public sealed class ScreenTests : IAsyncDisposable
{
    private readonly ChatConnection _chat = new(new ChatConnectionOptions { Server = new Uri("http://127.0.0.1:1"), Token = "token" });
    private readonly HttpClient _http = new();
    private readonly IApplication _app;
    private readonly ScreenController _controller;
    private readonly ChatWindow _window;
    private bool _left;

    public ScreenTests()
    {
        Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");
        _app = Application.Create();
        _app.Init("ansi");
        _app.Driver!.SetScreenSize(80, 24);
        var theme = new Theme(Colours.None, light: false);
        _controller = new ScreenController(_chat, new AccountApi(_http), TimeProvider.System, Signs.Unicode, null, () => _left = true);
        _window = new ChatWindow(_controller, () => theme);
        _window.Begin(_app);
        _app.Begin(_window);
    }

    public async ValueTask DisposeAsync()
    {
        _window.Dispose();
        _app.Dispose();
        _http.Dispose();
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
}
