using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>What can be gone to.</summary>
internal enum GoToKind
{
    Room, Person, Command,
}

/// <summary>One line of the box: a room, a person or a command.</summary>
internal sealed record GoToEntry(GoToKind Kind, string Name, string Note)
{
    public Guid Id { get; init; }
    public long Unread { get; init; }
    public bool IsPrivate { get; init; }
}

/// <summary>Finds rooms, people and commands by a part of their names.</summary>
internal static class GoTo
{
    public const string MarkAllRead = "Mark everything as read";
    public const string CreateRoom = "Create a room";
    public const string ShowKeys = "All keys and commands";
    public const string Leave = "Leave chat";

    /// <summary>What fits the query: names that begin with it first, then words that do, then the rest.</summary>
    public static List<GoToEntry> Entries(ScreenState screen, GoToOverlay box)
    {
        var query = box.Query.Text.Trim().TrimStart('#');
        return [.. All(screen, box)
            .Select(entry => (Entry: entry, Rank: RankOf(entry.Name, query)))
            .Where(found => found.Rank >= 0)
            .OrderBy(found => found.Entry.Kind)
            .ThenBy(found => found.Rank)
            .ThenByDescending(found => found.Entry.Unread > 0)
            .ThenBy(found => found.Entry.Name, StringComparer.OrdinalIgnoreCase)
            .Select(found => found.Entry)];
    }

    private static IEnumerable<GoToEntry> All(ScreenState screen, GoToOverlay box)
    {
        var mine = screen.Chat.Memberships.Keys;
        foreach (var room in mine)
            if (screen.Chat.HeaderOf(room) is { } header) yield return Room(header, header.Topic, screen.Chat.Unread(room));
        foreach (var listing in box.Found)
            if (listing.Head.Header is { } header && !screen.Chat.Memberships.ContainsKey(header.Id))
                yield return Room(header, "not joined" + (header.Topic.Length > 0 ? ": " + header.Topic : ""), 0);
        if (box.Query.IsEmpty)
        {
            yield return new GoToEntry(GoToKind.Command, MarkAllRead, "");
            yield return new GoToEntry(GoToKind.Command, CreateRoom, "");
            yield return new GoToEntry(GoToKind.Command, ShowKeys, "");
            yield break;
        }

        foreach (var person in screen.Chat.People.Values)
            yield return new GoToEntry(GoToKind.Person, PersonNames.Full(person), person.Id == screen.Chat.Me ? "you" : "write their name") { Id = person.Id };
        foreach (var command in new[] { MarkAllRead, CreateRoom, ShowKeys, Leave })
            yield return new GoToEntry(GoToKind.Command, command, "");
    }

    private static GoToEntry Room(RoomHeader header, string note, long unread) =>
        new(GoToKind.Room, header.Name, note) { Id = header.Id, Unread = unread, IsPrivate = header.Private };

    private static int RankOf(string name, string query)
    {
        if (query.Length == 0) return 0;
        var at = name.IndexOf(query, StringComparison.OrdinalIgnoreCase);
        if (at == 0) return 0;
        if (at < 0) return -1;
        return char.IsLetterOrDigit(name[at - 1]) ? 2 : 1;
    }
}
