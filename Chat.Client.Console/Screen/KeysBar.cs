namespace Chat.Client.Cli;

/// <summary>The last line: the keys that do something now, cut from the right when there is no room.</summary>
internal static class KeysBar
{
    public static void Draw(Frame frame, ScreenState screen, Metrics metrics)
    {
        var x = metrics.OnePane ? 0 : 1;
        foreach (var (key, word) in Keys(screen, metrics))
        {
            var width = Glyph.WidthOf(key) + 1 + word.Length;
            if (x + width > metrics.Width) break;
            x = frame.Put(x, metrics.KeysRow, key, new Ink(Role.Text, Marks: Marks.Bold));
            x = frame.Put(x + 1, metrics.KeysRow, word, new Ink(Role.Quiet)) + (metrics.OnePane ? 1 : 2);
        }
    }

    private static IEnumerable<(string Key, string Word)> Keys(ScreenState screen, Metrics metrics)
    {
        var (ui, signs) = (screen.Ui, screen.Signs);
        if (ui.Overlay is not null || ui.MembersOver)
        {
            if (ui.Overlay is GoToOverlay or PasswordOverlay) yield return ("Enter", ui.Overlay is GoToOverlay ? "Go" : "Next");
            yield return (signs.Up + signs.Down, ui.Overlay is GoToOverlay ? "Choose" : "Scroll");
            yield return ("Esc", "Close");
            if (ui.Overlay is KeysOverlay { Typed: true }) yield return ("Enter", "Write ?");
            yield break;
        }

        var stuck = screen.Chat.Outbox.Any(o => o.Room == ui.Room && o.State is OutboxState.Refused or OutboxState.Unconfirmed);
        if (ui.Current.Chosen is { } chosen)
        {
            var message = screen.Room?.Messages.FirstOrDefault(m => m.Id == chosen);
            var mine = message is { DeletedBy: null, Notice: null } && message.Author == screen.Chat.Me;
            if (mine) yield return ("e", "Edit");
            if (Rights.MayDelete(screen, message)) yield return ("Del", "Delete");
            if (message is null) yield return ("Del", "Discard");
            if (message is null && stuck) yield return (signs.Caret + "R", "Try again");
            yield return (signs.Up + signs.Down, "Choose");
            yield return ("Esc", "Let go");
            yield return ("?", "Keys");
            yield break;
        }

        if (ui.Current.ConfirmsPaste)
        {
            yield return ("Enter", "Send");
            yield return ("Esc", "Keep writing");
            yield break;
        }

        if (ui.Current.Editing is not null)
        {
            yield return ("Enter", "Save");
            yield return ("Esc", "Leave as it was");
            yield break;
        }

        if (ui.Focus != Pane.Composer)
        {
            if (ui.Focus == Pane.Rooms) yield return ("Enter", "Open");
            yield return (signs.Up + signs.Down, ui.Focus == Pane.Rooms ? "Choose" : "Scroll");
            if (ui is { Focus: Pane.Rooms, PickedRoom: { } picked })
            {
                yield return ("f", ui.Favourites.Contains(picked) ? "Unfavourite" : "Favourite");
                yield return ("m", ui.Muted.Contains(picked) ? "Unmute" : "Mute");
                if (screen.Chat.Unread(picked) > 0) yield return ("r", "Mark as read");
            }

            yield return ("Tab", "Panes");
            yield return ("Esc", "Back");
            yield return ("?", "Keys");
            yield break;
        }

        if (stuck || screen.Chat.Connection == ConnectionState.Offline) yield return (signs.Caret + "R", "Try again");
        yield return (signs.Caret + "K", "Go to");
        var unread = screen.Chat.Memberships.Keys.Any(r => r != ui.Room && screen.Chat.Unread(r) > 0);
        if (unread) yield return (signs.Caret + "N", metrics.OnePane ? "Next" : "Next unread");
        if (ui.Current.NewAfter is not null && metrics.Airy) yield return (signs.Caret + "G", "First unread");
        if (ui.Room is not null) yield return (signs.Caret + "P", "Members");
        if (metrics.Airy || !ui.Current.Composer.IsEmpty) yield return ("Tab", ui.Current.Composer.IsEmpty ? "Panes" : "Complete");
        yield return ("F1", "Keys");
        yield return (signs.Caret + "Q", "Leave");
    }
}
