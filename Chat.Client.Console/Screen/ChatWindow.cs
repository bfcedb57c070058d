using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Chat.Client.Cli;

/// <summary>Copies frames to the terminal, only the rows that changed, and hands keys and clicks to the controller.</summary>
internal sealed class ChatWindow : Runnable
{
    private readonly ScreenController _controller;
    private readonly Func<Theme> _theme;
    private Theme? _drawnIn;
    private Frame? _drawn;
    private object? _cells;

    public ChatWindow(ScreenController controller, Func<Theme> theme)
    {
        (_controller, _theme) = (controller, theme);
        (Width, Height, CanFocus) = (Dim.Fill(), Dim.Fill(), true);
        MousePositionTracking = false;
    }

    /// <summary>Follows the client's state from now on, resting between, and takes what is pasted.</summary>
    public void Begin(IApplication app, Rest rest)
    {
        // What is left for the loop by other threads. Nothing has a timer in it: the controller knows what is due.
        app.TimedEvents!.Added += (_, _) => rest.Wake();
        app.Iteration += (_, _) =>
        {
            rest.Wait(_controller.UntilDue());
            if (_controller.Tick()) SetNeedsDraw();
            // The library tells the terminal to show its caret in every round, as it never notes that it has; only a drawing moves or hides it.
            app.Driver?.SetCursorNeedsUpdate(false);
        };
        app.Paste += (_, paste) =>
        {
            _controller.Paste(paste.Text);
            paste.Handled = true;
            SetNeedsDraw();
        };
    }

    protected override bool OnClearingViewport() => true;

    protected override bool OnDrawingContent(DrawContext? context)
    {
        var theme = _theme();
        _controller.Size = (Viewport.Width, Viewport.Height);
        var frame = _controller.Draw();

        // Whatever clears the terminal's cells, as a change of size does, takes new ones: what was drawn is not in those.
        var cells = App!.Driver!.Contents;
        var whole = _drawn is null || !ReferenceEquals(cells, _cells) || _drawn.Width != frame.Width || _drawn.Height != frame.Height || _drawnIn != theme;
        for (var y = 0; y < frame.Height; y++)
            if (whole || !frame.Row(y).SequenceEqual(_drawn!.Row(y))) DrawRow(frame, y, theme);
        Cursor = frame.Caret is { } caret
            ? new Cursor { Position = ViewportToScreen(new System.Drawing.Point(caret.X, caret.Y)), Style = CursorStyle.Default }
            : new Cursor { Position = null };
        SetCursorNeedsUpdate();
        (_drawn, _drawnIn, _cells) = (frame, theme, cells);
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
        SetNeedsDraw();
        return true;
    }

    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Position is { } at) _controller.Point(mouse.Flags, at.X, at.Y);
        if (_controller.Dirty) SetNeedsDraw();
        return true;
    }

    private void DrawRow(Frame frame, int y, Theme theme)
    {
        var row = frame.Row(y);
        for (var x = 0; x < row.Length;)
        {
            var (ink, link) = (row[x].Ink, row[x].Link);
            var start = x;
            var run = new System.Text.StringBuilder();
            for (; x < row.Length && row[x].Ink == ink && row[x].Link == link; x++) run.Append(row[x].Text);
            Move(start, y);
            SetAttribute(theme.Of(ink));
            if (link is not null) App!.Driver!.CurrentUrl = link;
            AddStr(run.ToString());
            if (link is not null) App!.Driver!.CurrentUrl = null;
        }
    }
}
