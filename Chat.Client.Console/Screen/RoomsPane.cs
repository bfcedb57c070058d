namespace Chat.Client.Cli;

/// <summary>The column of rooms.</summary>
internal static class RoomsPane
{
    /// <summary>A room, or a heading, which is empty between two groups.</summary>
    private readonly record struct Row(Guid? Room, string Heading = "");

    public static void Draw(Frame frame, ScreenState screen, Metrics metrics)
    {
        if (metrics.OnePane) return;
        var (width, signs) = (metrics.Side, screen.Signs);
        var side = new Ink(Role.Text, Ground.Side);
        frame.Fill(0, 0, width, metrics.RuleRow, " ", side);
        var x = frame.Put(1, 0, signs.Mark, side with { Role = Role.Accent });
        frame.PutCut(x + 1, 0, Inert.Line(screen.Chat.ServerName ?? "chat"), side.With(Marks.Bold), width - x - 2, signs);
        var top = 2;
        if (metrics.Members > 0)
        {
            frame.Put(1, 1, "Go to" + signs.Cut, side with { Role = Role.Quiet });
            frame.PutRight(width - 2, 1, signs.Caret + "K", side with { Role = Role.Faint }, 4, signs);
            frame.Spots.Add(new Spot(0, 1, width, 1, SpotKind.GoTo));
            top = 3;
        }

        var rows = Rows(screen, headings: metrics.Members > 0);
        var height = metrics.RuleRow - top;
        var first = First(screen, rows, height);
        for (var y = 0; y < height && first + y < rows.Count; y++)
        {
            if (rows[first + y] is { Room: { } room }) DrawRoom(frame, screen, room, top + y, width);
            else frame.Put(1, top + y, rows[first + y].Heading, side with { Role = Role.Faint });
        }
    }

    // Favourites stand apart from the others.
    private static List<Row> Rows(ScreenState screen, bool headings)
    {
        var rooms = screen.RoomsInOrder();
        var favourites = rooms.TakeWhile(screen.Ui.Favourites.Contains).Count();
        List<Row> rows = [];
        if (headings && favourites > 0) rows.Add(new Row(null, "Favourites"));
        rows.AddRange(rooms.Take(favourites).Select(room => new Row(room)));
        if (favourites > 0 && favourites < rooms.Count) rows.Add(new Row(null));
        if (headings && (favourites < rooms.Count || favourites == 0)) rows.Add(new Row(null, "Rooms"));
        rows.AddRange(rooms.Skip(favourites).Select(room => new Row(room)));
        return rows;
    }

    /// <summary>A count as people read it: nothing for none, and never wider than four cells.</summary>
    public static string Count(long unread) => unread switch
    {
        <= 0 => "",
        > 999 => "999+",
        _ => unread.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    // The row in question stands in the middle, unless the wheel moved the list.
    private static int First(ScreenState screen, List<Row> rows, int height)
    {
        var wanted = screen.Ui.Focus == Pane.Rooms ? screen.Ui.PickedRoom : screen.Ui.Room;
        var index = wanted is null ? 0 : Math.Max(0, rows.FindIndex(row => row.Room == wanted));
        return Math.Clamp(index - height / 2 + screen.Ui.RoomsScroll, 0, Math.Max(0, rows.Count - height));
    }

    private static void DrawRoom(Frame frame, ScreenState screen, Guid room, int y, int width)
    {
        var (signs, ui) = (screen.Signs, screen.Ui);
        var header = screen.Chat.HeaderOf(room);
        var shown = room == ui.Room;
        var picked = ui.Focus == Pane.Rooms && room == ui.PickedRoom;
        var unread = shown ? 0 : screen.Chat.Unread(room);
        var ink = new Ink(unread > 0 && !ui.Muted.Contains(room) ? Role.Unread : Role.Text, shown ? Ground.Chosen : Ground.Side);
        if ((unread > 0 && !ui.Muted.Contains(room)) || shown) ink = ink.With(Marks.Bold);
        if (picked) ink = ink.With(Marks.Underline) with { Role = Role.Accent };
        frame.Fill(0, y, width, 1, " ", ink with { Marks = Marks.None });
        var typing = !shown && !ui.Muted.Contains(room) && screen.Chat.TypingElsewhere.ContainsKey(room);
        var sign = shown ? signs.Chosen : typing ? signs.Typing : header?.Private == true ? signs.Private : signs.Room;
        frame.Put(1, y, sign, ink with { Role = shown ? Role.Accent : Role.Faint, Marks = Marks.None });
        var count = Count(unread);
        if (count.Length == 0 && !shown && ui.Rooms.TryGetValue(room, out var roomUi) && !roomUi.Composer.IsEmpty) count = signs.Draft;
        if (count.Length == 0 && ui.Muted.Contains(room)) count = signs.Muted;
        frame.PutCut(3, y, Inert.Line(header?.Name ?? signs.Cut), ink, width - 4 - (count.Length > 0 ? count.Length + 1 : 0), signs);
        frame.PutRight(width - 1, y, count, ink with { Marks = ink.Marks & ~Marks.Underline }, 4, signs);
        frame.Spots.Add(new Spot(0, y, width, 1, SpotKind.Room, room));
    }
}
