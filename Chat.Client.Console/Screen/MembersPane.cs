using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>Who is in the room, by how present they are.</summary>
internal static class MembersPane
{
    private readonly record struct Line(string Text, string Sign, Ink SignInk, bool Heading);

    /// <summary>Draws the pane, with its title in the first row.</summary>
    public static void Draw(Frame frame, ScreenState screen, Metrics metrics, int left, int width)
    {
        var side = new Ink(Role.Text, Ground.Side);
        var focused = screen.Ui.Focus == Pane.Members || (metrics.Members == 0 && screen.Ui.MembersOver);
        frame.Fill(left, 0, width, metrics.RuleRow < 0 ? metrics.TypingRow : metrics.RuleRow, " ", side);
        frame.Put(left + 1, 0, "Members", (focused ? side with { Role = Role.Accent } : side).With(Marks.Bold));
        var lines = Lines(screen);
        var height = (metrics.RuleRow < 0 ? metrics.TypingRow : metrics.RuleRow) - 1;
        var first = Math.Clamp(screen.Ui.MembersScroll, 0, Math.Max(0, lines.Count - height));
        for (var i = 0; i < height && first + i < lines.Count; i++)
        {
            var line = lines[first + i];
            var y = 1 + i;
            if (line.Heading) frame.PutCut(left + 1, y, line.Text, side with { Role = Role.Faint }, width - 1, screen.Signs);
            else
            {
                frame.Put(left + 1, y, line.Sign, line.SignInk);
                frame.PutCut(left + 3, y, line.Text, side with { Role = line.SignInk.Role == Role.Faint ? Role.Quiet : Role.Text }, width - 3, screen.Signs);
            }
        }
    }

    /// <summary>Over the right half of the conversation, where there is no pane.</summary>
    public static void DrawOver(Frame frame, ScreenState screen, Metrics metrics)
    {
        var width = metrics.OnePane ? metrics.Width : metrics.Middle / 2;
        var left = metrics.Width - width;
        Draw(frame, screen, metrics, left, width);
        if (metrics.OnePane) return;
        for (var y = 0; y < metrics.RuleRow; y++) frame.Put(left - 1, y, screen.Signs.Spine, new Ink(Role.Rule));
    }

    /// <summary>How many rows the whole list has.</summary>
    public static int RowCount(ScreenState screen) => Lines(screen).Count;

    private static List<Line> Lines(ScreenState screen)
    {
        var lines = new List<Line>();
        if (screen.Room is not { NotFound: false } room) return lines;
        List<Guid> members = [.. room.Members.Keys.OrderBy(screen.Chat.NameOf, StringComparer.OrdinalIgnoreCase)];
        if (room.MemberCount > screen.Chat.Limits.PresenceMembers)
        {
            Add($"Here now, {room.Here}", [], "", default);
            Add($"Members, {room.MemberCount}", members, " ", new Ink(Role.Quiet, Ground.Side));
            return lines;
        }

        List<Guid> online = [.. members.Where(m => StateOf(m) == PresenceStates.Online)];
        List<Guid> away = [.. members.Where(m => StateOf(m) == PresenceStates.Away)];
        List<Guid> offline = [.. members.Where(m => StateOf(m) is not (PresenceStates.Online or PresenceStates.Away))];
        Add($"Here now, {online.Count}", online, screen.Signs.Online, new Ink(Role.Online, Ground.Side));
        if (away.Count > 0) Add($"Away, {away.Count}", away, screen.Signs.Away, new Ink(Role.Away, Ground.Side));
        var offlineCount = Math.Max(offline.Count, room.MemberCount - online.Count - away.Count);
        if (offlineCount > 0) Add($"Offline, {offlineCount}", offline, screen.Signs.Offline, new Ink(Role.Faint, Ground.Side));
        return lines;

        string StateOf(Guid person) => room.Presence.TryGetValue(person, out var state) ? state : PresenceStates.Offline;

        void Add(string heading, List<Guid> people, string sign, Ink ink)
        {
            if (lines.Count > 0) lines.Add(new Line("", "", default, true));
            lines.Add(new Line(heading, "", default, true));
            lines.AddRange(people.Select(p => new Line(Inert.Line(screen.Chat.NameOf(p)), sign, ink, false)));
        }
    }
}
