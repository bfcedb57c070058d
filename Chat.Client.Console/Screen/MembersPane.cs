using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>Who is in the room, by how present they are.</summary>
internal static class MembersPane
{
    private const string Owner = " owner";

    /// <param name="Text">A heading, or what somebody is called.</param>
    /// <param name="UserName">What stands behind it where there is room; empty when it says the same.</param>
    /// <param name="Shared">Whether somebody else here is called so too.</param>
    /// <param name="Id">Who it is.</param>
    /// <param name="Owner">Whether they are an owner of the room.</param>
    private readonly record struct Line(string Text, string Sign = "", Ink SignInk = default, string UserName = "", bool Shared = false, Guid Id = default, bool Owner = false)
    {
        public bool Heading => Sign.Length == 0;
    }

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
                DrawPerson(frame, screen, line, left + 3, y, width - 3);
                frame.Spots.Add(new Spot(left, y, width, 1, SpotKind.Person, line.Id));
            }
        }
    }

    /// <summary>The user name stands behind the name where it has room whole, and instead of a name that two go by; then what they are.</summary>
    private static void DrawPerson(Frame frame, ScreenState screen, Line line, int x, int y, int room)
    {
        var ink = new Ink(line.SignInk.Role == Role.Faint ? Role.Quiet : Role.Text, Ground.Side);
        var behind = line.UserName.Length == 0 ? "" : $" ({line.UserName})";
        var fits = Glyph.Of(line.Text + behind, ink).Sum(g => g.Width) <= room;
        var end = frame.PutCut(x, y, !fits && line.Shared ? $"@{line.UserName}" : line.Text, ink, room, screen.Signs);
        if (fits) end = frame.Put(end, y, behind, ink with { Role = Role.Faint });
        if (line.Owner && x + room - end >= Owner.Length) frame.Put(end, y, Owner, ink with { Role = Role.Faint });
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
        HashSet<string> shared = [.. members.GroupBy(screen.Chat.NameOf).Where(group => group.Skip(1).Any()).Select(group => group.Key)];
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
            if (lines.Count > 0) lines.Add(new Line(""));
            lines.Add(new Line(heading));
            lines.AddRange(people.Select(p => LineOf(screen.Chat.People.GetValueOrDefault(p), p, sign, ink)));
        }

        Line LineOf(Person? person, Guid id, string sign, Ink ink) => person?.DisplayName is { } name
            ? new Line(Inert.Line(name), sign, ink, Inert.Line(person.Name), shared.Contains(name), id, IsOwner(id))
            : new Line(Inert.Line(screen.Chat.NameOf(id)), sign, ink, Id: id, Owner: IsOwner(id));

        bool IsOwner(Guid person) => room.Members.GetValueOrDefault(person)?.Role == Roles.Owner;
    }
}
