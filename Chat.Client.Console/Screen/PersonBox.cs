namespace Chat.Client.Cli;

/// <summary>Who somebody is.</summary>
internal static class PersonBox
{
    private const int Width = 52;

    public static void Draw(Frame frame, ScreenState screen, PersonOverlay box)
    {
        var lines = Lines(screen.Signs, box.Card);
        var (x, y, width, height) = Box.Draw(frame, screen.Signs, Width, Math.Min(lines.Count + 4, frame.Height - 1), Inert.Line(box.Card.Title));
        var first = Math.Clamp(box.Scroll, 0, Math.Max(0, lines.Count - height));
        for (var i = 0; i < height && first + i < lines.Count; i++)
            frame.PutCut(x, y + i, lines[first + i].Text, new Ink(lines[first + i].Role), width, screen.Signs);
    }

    /// <summary>How far it can be scrolled in a window of a height.</summary>
    public static int LastScroll(PersonCard card, int height) => Math.Max(0, Lines(Signs.Unicode, card).Count - height + 6);

    private static List<(string Text, Role Role)> Lines(Signs signs, PersonCard card)
    {
        List<(string, Role)> lines = [(Inert.Line(card.UserName), Role.Quiet)];
        if (card.Presence is { } presence) lines.Add((Inert.Line(presence), Role.Text));
        if (card.Standing is { } standing) lines.Add((Inert.Line(standing), Role.Text));
        if (card.Problem is { } problem) lines.Add((Inert.Line(problem), Role.Danger));
        if (card.Common is not { } common) return lines;
        lines.Add(("", Role.Text));
        lines.Add((common.Count > 0 ? "Rooms in common" : "You are in no room together.", Role.Faint));
        lines.AddRange(common.Select(room => ($"{(room.Private ? signs.Private : signs.Room)} {Inert.Line(room.Name)}", Role.Text)));
        return lines;
    }
}
