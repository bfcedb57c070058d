namespace Chat.Client.Cli;

/// <summary>All keys and commands.</summary>
internal static class KeysBox
{
    public static void Draw(Frame frame, ScreenState screen, KeysOverlay box)
    {
        var lines = Lines(screen.Signs);
        var (x, y, width, height) = Box.Draw(frame, screen.Signs, 72, Math.Min(lines.Count + 4, frame.Height), "Keys and commands");
        var first = Math.Clamp(box.Scroll, 0, Math.Max(0, lines.Count - height));
        for (var i = 0; i < height && first + i < lines.Count; i++)
        {
            var (key, does) = lines[first + i];
            frame.PutCut(x, y + i, key, new Ink(Role.Text, Marks: Marks.Bold), 24, screen.Signs);
            frame.PutCut(x + Math.Min(26, width / 3 + 2), y + i, does, new Ink(Role.Quiet), width - Math.Min(26, width / 3 + 2), screen.Signs);
        }
    }

    /// <summary>How many lines there are to scroll through.</summary>
    public static int LineCount => Lines(Signs.Unicode).Count;

    private static List<(string Key, string Does)> Lines(Signs signs)
    {
        var c = signs.Caret;
        return
        [
            (c + "K", "go to a room, a person or a command"),
            (c + "N", "next unread room"),
            ($"Alt {signs.Up} {signs.Down}", "room above, room below"),
            ("PgUp PgDn", "scroll; the wheel does as well"),
            ("End", "newest, and mark read"),
            (c + "G", "first unread"),
            (c + "P", "members"),
            ("Alt 1 … Alt 9", "the room that stands there"),
            ("Tab", "complete; where nothing fits: next pane"),
            ($"{signs.Up} in an empty line", "choose the last message"),
            ("e, Del", "on a chosen message: edit, delete"),
            ("f, m, r", "on a chosen room: favourite, mute, read"),
            (c + "R", "try again what was not sent, or to connect"),
            ("Alt Enter", "new line"),
            ($"{c}A {c}E Alt B Alt F", "start, end, word left, word right"),
            ($"{c}W {c}U Alt K Alt D", "cut: word, line before; line, word after"),
            ($"{c}Y {c}D", "put back what was cut, delete"),
            ($"Alt P N, {c}{signs.Up} {signs.Down}", "what was sent before, after"),
            ($"{c}X {c}E", "write in your editor ($VISUAL)"),
            ("F1, ?", "this; ? where nothing is being written"),
            ("Shift and drag", "select to copy; links open by a click"),
            ("Esc", "close, let go; never leaves"),
            ($"{c}C", "cut the line; in an empty line: leave"),
            (c + "Z", "stop; fg goes on"),
            (c + "Q", "leave"),
            ("", ""),
            .. SlashCommands.All.Select(command => (command.Usage, command.Does)),
            ("//…", "a message that begins with /"),
        ];
    }
}
