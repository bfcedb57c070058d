namespace Chat.Client.Cli;

/// <summary>The conversation: the newest at the bottom, the spine from top to bottom.</summary>
internal static class TimelinePane
{
    public static void Draw(Frame frame, ScreenState screen, Metrics metrics)
    {
        var timeline = new Timeline(screen, metrics);
        var rows = timeline.Visible();
        if (!metrics.OnePane)
            for (var y = 0; y < metrics.TimelineRows; y++)
                frame.Put(metrics.Spine, Metrics.TimelineTop + y, screen.Signs.Spine, new Ink(Role.Rule));
        if (rows.Count == 0) DrawEmpty(frame, screen, metrics);
        var top = Metrics.TimelineTop + metrics.TimelineRows - rows.Count;
        for (var i = 0; i < rows.Count; i++) DrawRow(frame, screen, metrics, rows[i], top + i);
        DrawTyping(frame, screen, metrics, timeline.AtNewest);
        DrawBelow(frame, screen, metrics, timeline);
    }

    private static void DrawRow(Frame frame, ScreenState screen, Metrics metrics, TimelineRow row, int y)
    {
        var signs = screen.Signs;
        var chosen = row.Message == screen.Ui.Current.Chosen && row.Kind != RowKind.Rule && (row.Text.Count > 0 || row.Name.Length > 0);
        var ink = new Ink(row.IsNew ? Role.Accent : Role.Rule);
        var bar = row.IsNew ? signs.HeavyBar : signs.Bar;
        switch (row.Kind)
        {
            case RowKind.Rule when metrics.OnePane:
                var x = frame.Put(0, y, bar + bar + " ", ink);
                x = frame.PutCut(x, y, row.Name, row.NameInk, metrics.Width - x - 4, signs);
                frame.Put(x, y, " ", ink);
                frame.Fill(x + 1, y, metrics.Width - x - 1, 1, bar, ink);
                return;
            case RowKind.Rule:
                frame.PutRight(metrics.Left + metrics.Name, y, row.Name, row.NameInk, metrics.Name, signs);
                frame.Put(metrics.Spine, y, row.IsNew ? signs.Cross : signs.DayCross, ink);
                frame.Fill(metrics.TextLeft, y, metrics.TimeEnd - metrics.TextLeft, 1, bar, ink);
                return;
            case RowKind.Name:
                frame.PutCut(0, y, row.Name, row.NameInk, metrics.Width - 7, signs);
                break;
            default:
                if (row.Name.Length > 0) frame.PutRight(metrics.Left + metrics.Name, y, row.Name, row.NameInk, metrics.Name, signs);
                frame.Put(metrics.TextLeft, y, row.Text);
                break;
        }

        frame.PutRight(metrics.TimeEnd, y, row.Right, row.RightInk, 6, signs);
        if (row.Message != Guid.Empty) frame.Spots.Add(new Spot(metrics.Left, y, metrics.Middle, 1, SpotKind.Message, row.Message));
        if (chosen) frame.Lay(metrics.Left, y, metrics.Middle, Ground.Chosen);
    }

    private static void DrawEmpty(Frame frame, ScreenState screen, Metrics metrics)
    {
        var text = screen switch
        {
            { Room.NotFound: true } => "There is no such room, or no longer for you.",
            { Ui.Room: not null, Room.Watching: Watching.Live } => "Nothing has been said here yet.",
            { Ui.Room: not null } => "",
            { Chat.Connection: ConnectionState.Live, Chat.Memberships.Count: 0 } =>
                $"You are in no room yet. {screen.Signs.Caret}K finds one, /create NAME makes one.",
            _ => "",
        };
        var y = Metrics.TimelineTop + Math.Max(0, metrics.TimelineRows - 3);
        foreach (var line in Wrap.Lines(Glyph.Of(text, new Ink(Role.Quiet)), metrics.Text)) frame.Put(metrics.TextLeft, y++, line);
    }

    // Always there, so that nothing jumps; what the client itself has to say stands here as well.
    private static void DrawTyping(Frame frame, ScreenState screen, Metrics metrics, bool atNewest)
    {
        var (y, signs) = (metrics.TypingRow, screen.Signs);
        var state = metrics.OnePane ? ComposerLines.StateText(screen, brief: true) : "";
        var end = metrics.OnePane ? metrics.Width - Glyph.WidthOf(state) - 1 : metrics.TimeEnd - (metrics.Airy || atNewest ? 0 : 10);
        var x = metrics.OnePane ? 2 : metrics.TextLeft;
        if (Sentence(screen) is { } said)
        {
            DrawSentence(frame, metrics, Inert.Line(said), x, end, signs);
        }
        else if (screen.Room?.Typing.Where(p => p != screen.Chat.Me).ToList() is { Count: > 0 } typing)
        {
            frame.PutRight(x - (metrics.OnePane ? 1 : 3), y, signs.Pending, new Ink(Role.Quiet), 3, signs);
            frame.PutCut(x, y, Typing(screen, typing, metrics.OnePane), new Ink(Role.Quiet), end - x, signs);
        }

        frame.PutRight(metrics.Width, y, state, new Ink(Role.Quiet), Math.Min(24, metrics.Width), signs);
    }

    // One that needs more rows takes them from the conversation above, for as long as it is there.
    private static void DrawSentence(Frame frame, Metrics metrics, string said, int x, int end, Signs signs)
    {
        var lines = Wrap.Lines(Glyph.Of(said, new Ink(Role.Text)), end - x);
        var top = Math.Max(Metrics.TimelineTop, metrics.TypingRow - lines.Count + 1);
        frame.Fill(metrics.Left, top, metrics.Middle, metrics.TypingRow - top + 1, " ", new Ink(Role.Text));
        frame.PutRight(x - (metrics.OnePane ? 1 : 3), top, signs.Prompt, new Ink(Role.Accent, Marks: Marks.Bold), 1, signs);
        for (var i = 0; top + i <= metrics.TypingRow; i++) frame.Put(x, top + i, lines[i]);
    }

    private static string? Sentence(ScreenState screen)
    {
        if (screen.Ui.ConfirmsDelete) return "Delete this message for everybody? Del again: yes. Esc: no.";
        if (screen.Ui.Current.ConfirmsPaste) return $"Send these {screen.Ui.Current.Composer.LineCount} lines as one message? Enter: yes. Esc: no.";
        if (screen.Ui.Said is { } said) return said;
        return screen.Chat.Connection switch
        {
            ConnectionState.SignedOut => $"You are signed out. {screen.Signs.Caret}Q leaves, then: chat login. What waits is kept.",
            ConnectionState.UpgradeRequired => screen.Chat.Problem ?? "This client is too old for the server. What waits is kept.",
            _ => null,
        };
    }

    private static string Typing(ScreenState screen, List<Guid> typing, bool brief)
    {
        List<string> names = [.. typing.Take(3).Select(p => Inert.Line(screen.Chat.NameOf(p)))];
        if (brief) return string.Join(", ", names);
        return typing.Count switch
        {
            1 => $"{names[0]} is typing",
            2 => $"{names[0]} and {names[1]} are typing",
            3 => $"{names[0]}, {names[1]} and {names[2]} are typing",
            _ => $"{typing.Count} people are typing",
        };
    }

    private static void DrawBelow(Frame frame, ScreenState screen, Metrics metrics, Timeline timeline)
    {
        if (timeline.AtNewest || screen.Room is not { } room) return;
        var unseen = room.Number - Math.Max(screen.Ui.Current.Shown, 0);
        var text = screen.Signs.Below + (unseen > 0 ? $" {unseen} new" : "") + (metrics.Airy ? " (End)" : unseen > 0 ? "" : " End");
        var y = metrics.Airy ? metrics.ComposerTop : metrics.TypingRow;
        if (metrics.OnePane) y = Metrics.TimelineTop + metrics.TimelineRows - 1;
        var width = Glyph.WidthOf(text);
        frame.PutRight(metrics.Airy ? metrics.Width - 1 : metrics.TimeEnd, y, text, new Ink(Role.Accent, Marks: Marks.Bold), width, screen.Signs);
        frame.Spots.Add(new Spot(metrics.Width - width - 1, y, width + 1, 1, SpotKind.Newest));
    }
}
