namespace Chat.Client.Cli;

/// <summary>The next line of the script, where one writes, and left of it how the connection is.</summary>
internal static class ComposerLines
{
    private static readonly TimeSpan ConnectedFades = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan DetourFades = TimeSpan.FromSeconds(10);

    public static void Draw(Frame frame, ScreenState screen, Metrics metrics)
    {
        var (ui, signs) = (screen.Ui, screen.Signs);
        var composer = ui.Current.Composer;
        var lines = Wrapped(screen, metrics);
        var (caretLine, caretColumn) = CaretIn(composer, metrics.ComposerText);
        var first = Math.Clamp(caretLine - metrics.ComposerRows + 1, 0, Math.Max(0, lines.Count - metrics.ComposerRows));
        var bold = new Ink(ui.Focus == Pane.Composer ? Role.Accent : Role.Quiet, Marks: Marks.Bold);
        var (x, top) = (metrics.TextLeft, metrics.ComposerTop);
        if (metrics.OnePane)
        {
            frame.Put(0, top, ui.Current.Editing is null ? signs.Prompt : "e", bold);
        }
        else
        {
            for (var y = 0; y < metrics.ComposerRows; y++) frame.Put(metrics.Spine, top + y, signs.Spine, new Ink(Role.Rule));
            frame.PutRight(metrics.Left + metrics.Name, top, ui.Current.Editing is null ? "You" : "Edit", bold, metrics.Name, signs);
            var state = StateText(screen);
            var danger = screen.Chat.Connection is ConnectionState.SignedOut or ConnectionState.UpgradeRequired;
            var ink = new Ink(danger ? Role.Danger : state.StartsWith(signs.Online, StringComparison.Ordinal) ? Role.Online : Role.Quiet);
            frame.PutCut(1, top, state, ink, metrics.Left + metrics.Name - 6, signs);
        }

        frame.Spots.Add(new Spot(metrics.Left, top, metrics.Width - metrics.Left, metrics.ComposerRows, SpotKind.Composer));
        if (composer.IsEmpty)
            frame.PutCut(x, top, Placeholder(screen), new Ink(Role.Faint), metrics.ComposerText, signs);
        for (var i = 0; i < metrics.ComposerRows && first + i < lines.Count; i++) frame.Put(x, top + i, lines[first + i]);
        if (ui.Focus == Pane.Composer && ui.Overlay is null && ui.Current.Chosen is null)
            frame.Caret = (Math.Min(frame.Width - 1, x + caretColumn), top + caretLine - first);
    }

    /// <summary>The text being written, in lines as they stand on the screen.</summary>
    public static List<List<Glyph>> Wrapped(ScreenState screen, Metrics metrics) =>
        Wrap.Anywhere(Shown(screen.Ui.Current.Composer.Text), metrics.ComposerText);

    /// <summary>How the connection is, in a few words; nothing when all is well.</summary>
    public static string StateText(ScreenState screen, bool brief = false)
    {
        var (chat, signs) = (screen.Chat, screen.Signs);
        var waits = chat.Outbox.Count(o => o.State is OutboxState.Waiting or OutboxState.Sending);
        var tail = waits switch { 0 => "", 1 => ", 1 waits", _ => $", {waits} wait" };
        if (brief && waits > 0 && chat.Connection is ConnectionState.Connecting or ConnectionState.Offline)
            return (chat.Connection == ConnectionState.Connecting ? signs.Again : signs.Offline) + tail[1..];
        return chat.Connection switch
        {
            ConnectionState.Live when screen.Ui is { Detour: { } detour, LiveSince: { } since } && screen.Now - since < DetourFades => $"{signs.Online} by {detour}",
            ConnectionState.Live when screen.Ui.LiveSince is { } since && screen.Now - since < ConnectedFades => $"{signs.Online} connected",
            ConnectionState.Live => "",
            ConnectionState.SignedOut => $"{signs.NotSent} signed out",
            ConnectionState.UpgradeRequired => $"{signs.NotSent} too old",
            ConnectionState.Connecting => $"{signs.Again} {(screen.Ui.WasLive ? "reconnecting" : "connecting")}{tail}",
            _ when screen.Ui.WasLive && chat.RetryAt is { } at && at - screen.Now < TimeSpan.FromSeconds(5) => $"{signs.Again} reconnecting{tail}",
            _ => $"{signs.Offline} offline{tail}",
        };
    }

    private static string Placeholder(ScreenState screen)
    {
        if (screen.Header is not { } header) return screen.Ui.Room is null ? "/help shows what can be done" : "";
        var name = screen.Signs.Room + Inert.Line(header.Name);
        return screen.Chat.Memberships.ContainsKey(header.Id) || screen.Chat.Connection != ConnectionState.Live
            ? $"Message {name}"
            : $"You read {name}. /join to write here";
    }

    private static (int Line, int Column) CaretIn(LineEditor composer, int width)
    {
        var lines = Wrap.Anywhere(Shown(composer.Text[..composer.Caret]), width);
        return (lines.Count - 1, lines[^1].Sum(g => g.Width));
    }

    private static IEnumerable<Glyph> Shown(string text) => Glyph.Of(Inert.Text(text), new Ink(Role.Text));
}
