namespace Chat.Client.Cli;

/// <summary>Draws the whole screen: a pure function of what is known, what is looked at, and the size.</summary>
internal static class ScreenDrawing
{
    private static readonly Ink Rule = new(Role.Rule);

    public static Frame Draw(ScreenState screen, int width, int height)
    {
        var frame = new Frame(width, height);
        var metrics = Measure(screen, width, height);
        if (height < 6 || width < 20)
        {
            frame.Put(0, 0, "Too small", new Ink(Role.Text));
            return frame;
        }

        RoomsPane.Draw(frame, screen, metrics);
        TitleLine.Draw(frame, screen, metrics);
        TimelinePane.Draw(frame, screen, metrics);
        if (metrics.Members > 0) MembersPane.Draw(frame, screen, metrics, width - metrics.Members, metrics.Members);
        Lines(frame, screen, metrics);
        ComposerLines.Draw(frame, screen, metrics);
        KeysBar.Draw(frame, screen, metrics);
        if (metrics.Members == 0 && screen.Ui.MembersOver) MembersPane.DrawOver(frame, screen, metrics);
        switch (screen.Ui.Overlay)
        {
            case GoToOverlay goTo: GoToBox.Draw(frame, screen, goTo); break;
            case KeysOverlay keys: KeysBox.Draw(frame, screen, keys); break;
            case PersonOverlay person: PersonBox.Draw(frame, screen, person); break;
            case PasswordOverlay password: PasswordBox.Draw(frame, screen, password); break;
        }

        OwnLinks.Lay(frame);
        return frame;
    }

    /// <summary>The places on a screen of this size, with a composer as high as its text.</summary>
    public static Metrics Measure(ScreenState screen, int width, int height)
    {
        var one = new Metrics(width, height, 1);
        return new Metrics(width, height, ComposerLines.Wrapped(screen, one).Count);
    }

    private static void Lines(Frame frame, ScreenState screen, Metrics metrics)
    {
        if (metrics.OnePane) return;
        var signs = screen.Signs;
        for (var y = 0; y < metrics.RuleRow; y++)
        {
            frame.Put(metrics.Side, y, signs.Spine, Rule);
            if (metrics.Members > 0) frame.Put(metrics.Width - metrics.Members - 1, y, signs.Spine, Rule);
        }

        frame.Fill(0, metrics.RuleRow, metrics.Width, 1, signs.Bar, Rule);
        frame.Put(metrics.Side, metrics.RuleRow, signs.Foot, Rule);
        if (metrics.Members > 0) frame.Put(metrics.Width - metrics.Members - 1, metrics.RuleRow, signs.Foot, Rule);
    }
}
