using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Chat.Client.Cli;

/// <summary>Copies frames to the terminal, only the rows that changed, and hands keys and clicks to the controller.</summary>
internal sealed class ChatWindow : Runnable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);

    private readonly ScreenController _controller;
    private readonly Func<Theme> _theme;
    private Theme? _drawnIn;
    private Frame? _drawn;
    private bool _onlyChanges;

    public ChatWindow(ScreenController controller, Func<Theme> theme)
    {
        (_controller, _theme) = (controller, theme);
        (Width, Height, CanFocus) = (Dim.Fill(), Dim.Fill(), true);
        MousePositionTracking = false;
    }

    /// <summary>Follows the client's state from now on, and takes what is pasted.</summary>
    public void Begin(IApplication app)
    {
        app.AddTimeout(Beat, () =>
        {
            if (_controller.Tick()) Redraw();
            return true;
        });
        app.Paste += (_, paste) =>
        {
            _controller.Paste(paste.Text);
            paste.Handled = true;
            Redraw();
        };
    }

    protected override bool OnClearingViewport() => true;

    protected override bool OnDrawingContent(DrawContext? context)
    {
        var theme = _theme();
        _controller.Size = (Viewport.Width, Viewport.Height);
        var frame = _controller.Draw();
        var whole = !_onlyChanges || _drawn is null || _drawn.Width != frame.Width || _drawn.Height != frame.Height || _drawnIn != theme;
        _onlyChanges = false;
        for (var y = 0; y < frame.Height; y++)
            if (whole || !frame.Row(y).SequenceEqual(_drawn!.Row(y))) DrawRow(frame, y, theme);
        Cursor = frame.Caret is { } caret
            ? new Cursor { Position = ViewportToScreen(new System.Drawing.Point(caret.X, caret.Y)), Style = CursorStyle.Default }
            : new Cursor { Position = null };
        (_drawn, _drawnIn) = (frame, theme);
        return true;
    }

    protected override bool OnKeyDown(Key key)
    {
        // ^L draws everything anew, for a screen that something else wrote over.
        if (key == Key.L.WithCtrl)
        {
            App!.ClearScreenNextIteration = true;
            SetNeedsDraw();
            return true;
        }

        if (!key.IsModifierOnly) _controller.Press(key);
        Redraw();
        return true;
    }

    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Position is { } at) _controller.Point(mouse.Flags, at.X, at.Y);
        if (_controller.Dirty) Redraw();
        return true;
    }

    private void Redraw()
    {
        // A draw that somebody else asked for, as after a change of size, finds the terminal's cells cleared.
        if (!NeedsDraw) _onlyChanges = true;
        SetNeedsDraw();
    }

    private void DrawRow(Frame frame, int y, Theme theme)
    {
        var row = frame.Row(y);
        for (var x = 0; x < row.Length;)
        {
            var ink = row[x].Ink;
            var start = x;
            var run = new System.Text.StringBuilder();
            for (; x < row.Length && row[x].Ink == ink; x++) run.Append(row[x].Text);
            Move(start, y);
            SetAttribute(theme.Of(ink));
            AddStr(run.ToString());
        }
    }
}
