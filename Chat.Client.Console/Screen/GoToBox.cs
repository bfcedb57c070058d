namespace Chat.Client.Cli;

/// <summary>The box that goes to a room, a person or a command.</summary>
internal static class GoToBox
{
    public static void Draw(Frame frame, ScreenState screen, GoToOverlay box)
    {
        var signs = screen.Signs;
        var entries = GoTo.Entries(screen, box);
        var rows = Math.Clamp(entries.Count, 1, Math.Max(1, Math.Min(12, frame.Height - 6)));
        var (x, y, width, _) = Box.Draw(frame, signs, 52, rows + 4, "Go to");
        var query = Inert.Line(box.Query.Text);
        frame.PutCut(x + 7, y - 2, query, new Ink(Role.Text), width - 8, signs);
        var caret = Glyph.WidthOf(Inert.Line(box.Query.Text[..box.Query.Caret]));
        frame.Caret = (Math.Min(x + width - 1, x + 7 + caret), y - 2);
        if (entries.Count == 0)
        {
            frame.Put(x, y, box.Asking ? "Asking the server" + signs.Cut : "Nothing has this name", new Ink(Role.Faint));
            return;
        }

        var chosen = Math.Clamp(box.Index, 0, entries.Count - 1);
        var first = Math.Clamp(chosen - rows + 1, 0, entries.Count - rows);
        for (var i = 0; i < rows; i++)
        {
            var entry = entries[first + i];
            var (sign, signInk) = SignOf(screen, entry);
            frame.Put(x, y + i, sign, signInk);
            var count = RoomsPane.Count(entry.Unread);
            var name = new Ink(entry.Unread > 0 ? Role.Unread : Role.Text, Marks: entry.Unread > 0 ? Marks.Bold : Marks.None);
            var nameRoom = entry.Note.Length > 0 ? width / 2 - 4 : width - 8;
            frame.PutCut(x + 2, y + i, Inert.Line(entry.Name), name, nameRoom, signs);
            frame.PutCut(x + 2 + width / 2 - 3, y + i, Inert.Line(entry.Note), new Ink(Role.Faint), width / 2 - 5, signs);
            frame.PutRight(x + width, y + i, count, name, 4, signs);
            if (first + i == chosen) frame.Lay(x - 1, y + i, width + 2, Ground.Chosen);
            frame.Spots.Add(new Spot(x - 1, y + i, width + 2, 1, SpotKind.Pick, entry.Id, first + i));
        }
    }

    private static (string Sign, Ink Ink) SignOf(ScreenState screen, GoToEntry entry)
    {
        var signs = screen.Signs;
        if (entry.Kind == GoToKind.Command) return (signs.Prompt, new Ink(Role.Accent));
        if (entry.Kind == GoToKind.Room) return (entry.IsPrivate ? signs.Private : signs.Room, new Ink(Role.Faint));
        return screen.Room is { } room && room.Presence.TryGetValue(entry.Id, out var state)
            ? state == Contracts.PresenceStates.Online ? (signs.Online, new Ink(Role.Online)) : (signs.Away, new Ink(Role.Away))
            : (signs.Offline, new Ink(Role.Faint));
    }
}
