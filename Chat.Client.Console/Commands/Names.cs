using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>Finds the room that a person means by a name or an id.</summary>
internal static class RoomNames
{
    /// <summary>Among one's own rooms and the public ones, which are found with a connection only.</summary>
    public static async Task<Outcome<RoomHeader>> FindAsync(ChatConnection chat, string text, CancellationToken cancellationToken)
    {
        var name = text.Trim();
        var known = chat.State.Heads.Values.Where(h => h.Header is not null && chat.State.Memberships.ContainsKey(h.Room)).Select(h => h.Header!);
        if (Guid.TryParse(name, out var id))
            return known.FirstOrDefault(h => h.Id == id) ??
                (chat.State.Heads.TryGetValue(id, out var head) && head.Header is { } seen ? seen : await ByIdAsync(chat, id, cancellationToken));
        if (name.StartsWith('#')) name = name[1..];
        if (name.Length == 0) return Refusal("A room is meant by its name, as in general or #general, or by its id.");
        List<RoomHeader> found = [.. known.Where(h => Same(h.Name, name))];
        if (!found.Exists(h => !h.Private))
        {
            var listed = await ListedAsync(chat, name, cancellationToken);
            // One's own rooms are there without the server.
            if (!listed.Ok && listed.Error!.Code != ClientErrors.Offline) return listed.Error!;
            if (!listed.Ok && found.Count == 0)
                return listed.Error! with { Message = $"None of your rooms that are known here is called {name}, and others are found with a connection only. {listed.Error!.Message}" };
            found.AddRange((listed.Value ?? []).Where(h => Same(h.Name, name) && !found.Exists(f => f.Id == h.Id)));
        }

        if (found.Count > 1 && found.FindAll(h => h.Name == name) is { Count: 1 } exact) found = exact;
        return found.Count switch
        {
            1 => found[0],
            0 => Refusal($"There is no room called {name}. `chat rooms --all` lists the public ones."),
            _ => Refusal($"{found.Count} rooms are called {name}. Use the id: {string.Join(", ", found.Select(h => $"{h.Id:D} ({(h.Private ? "private" : "public")})"))}."),
        };
    }

    /// <summary>The public rooms with a text in their names.</summary>
    public static async Task<Outcome<IReadOnlyList<RoomHeader>>> ListedAsync(ChatConnection chat, string? query, CancellationToken cancellationToken)
    {
        var rooms = new List<RoomHeader>();
        string? after = null;
        do
        {
            var page = await chat.ListRoomsAsync(query, after, 100, cancellationToken);
            if (!page.Ok) return page.Error!;
            rooms.AddRange(page.Value!.Rooms.Where(r => r.Head.Header is not null).Select(r => r.Head.Header!));
            after = page.Value.Next;
        }
        while (after is not null);
        return rooms;
    }

    private static async Task<Outcome<RoomHeader>> ByIdAsync(ChatConnection chat, Guid id, CancellationToken cancellationToken)
    {
        var listed = await ListedAsync(chat, null, cancellationToken);
        if (!listed.Ok) return listed.Error!;
        return listed.Value!.FirstOrDefault(h => h.Id == id) is { } header ? header : Refusal($"There is no room with the id {id:D}.");
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static Error Refusal(string message) => new() { Code = ErrorCodes.NotFound, Message = message, Final = true };
}

/// <summary>Finds the person that is meant by a user name, and says who somebody is so that nobody can pose as another.</summary>
internal static class PersonNames
{
    /// <summary>The display name with the user name behind it; the user name alone without one.</summary>
    public static string Full(Person person) => person.DisplayName is { } name ? $"{name} ({person.Name})" : person.Name;

    /// <summary>As <see cref="Full(Person)"/>; a short stand-in while the person isn't known.</summary>
    public static string Full(ChatState chat, Guid person) => chat.People.TryGetValue(person, out var found) ? Full(found) : chat.NameOf(person);

    public static async Task<Outcome<Person>> FindAsync(ChatConnection chat, string text, CancellationToken cancellationToken)
    {
        var name = text.Trim().TrimStart('@');
        var answer = await chat.FindPeopleAsync(name, cancellationToken);
        if (!answer.Ok) return answer.Error!;
        var people = answer.Value!.People;
        if (people.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase)) is { } person) return person;
        return new Error
        {
            Code = ErrorCodes.NotFound,
            Final = true,
            Message = people.Count switch
            {
                0 => $"Nobody is called {name}.",
                1 => $"Nobody is called {name}. {Full(people[0])}?",
                _ => $"Nobody is called {name}. One of {string.Join(", ", people.Take(5).Select(Full))}?",
            },
        };
    }
}
