namespace Chat.Client.Cli;

/// <summary>The first line: the room against the spine, its topic on the spine, and how many are here.</summary>
internal static class TitleLine
{
    public static void Draw(Frame frame, ScreenState screen, Metrics metrics)
    {
        var signs = screen.Signs;
        var header = screen.Header;
        var sign = header is null ? "" : (header.Private ? signs.Private : signs.Room) + " ";
        var name = Inert.Line(header?.Name ?? (screen.Room is { NotFound: true } ? "no such room" : ""));
        var bold = new Ink(Role.Text, Marks: Marks.Bold);
        var quiet = new Ink(Role.Quiet);
        if (metrics.OnePane)
        {
            var counts = Elsewhere(screen);
            frame.PutCut(0, 0, sign + name, bold, metrics.Width - counts.Length - 2, signs);
            frame.PutRight(metrics.Width, 0, counts, bold, counts.Length, signs);
            frame.Spots.Add(new Spot(0, 0, metrics.Width, 1, SpotKind.GoTo));
            return;
        }

        var end = metrics.TimeEnd;
        if (screen.Room is { NotFound: false } room)
        {
            var here = $"{signs.Online}{room.Here}";
            var members = $"{room.MemberCount} ";
            frame.PutRight(end, 0, here, new Ink(Role.Online), 12, signs);
            frame.PutRight(end - here.Length, 0, members, quiet, 12, signs);
            end -= here.Length + members.Length + 1;
            frame.Spots.Add(new Spot(end, 0, metrics.TimeEnd - end, 1, SpotKind.Members));
        }

        // A name that the margin can't hold pushes the topic to the right, as it is the one that must be read.
        var glyphs = Frame.Cut(sign + name, bold, Math.Max(metrics.Name, end - metrics.Left - 4), signs);
        var width = glyphs.Sum(g => g.Width);
        frame.Put(metrics.Left + Math.Max(0, metrics.Name - width), 0, glyphs);
        var topic = Math.Max(metrics.TextLeft, metrics.Left + width + 3);
        frame.PutCut(topic, 0, Inert.Line(header?.Topic ?? ""), quiet, end - topic, signs);
    }

    // What waits in other rooms, where there is no pane that would show it.
    private static string Elsewhere(ScreenState screen)
    {
        var unread = screen.Chat.Memberships.Keys.Where(r => r != screen.Ui.Room).Sum(screen.Chat.Unread);
        return RoomsPane.Count(unread);
    }
}
