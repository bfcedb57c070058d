using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>Finds what a word in the composer may become: a command, a room, a person, a day.</summary>
internal static class Completion
{
    private static readonly string[] Days = ["today", "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>Completes the word before the caret.</summary>
    /// <returns>None: nothing fits.</returns>
    public static Completing? Begin(ScreenState screen, string text, int caret)
    {
        var start = caret;
        while (start > 0 && !char.IsWhiteSpace(text[start - 1])) start--;
        var (word, after) = (text[start..caret], text[caret..]);
        if (word.Length == 0 && text.Length == 0) return null;
        var found = Choices(screen, text, start, word).Where(IsPlain).Distinct(StringComparer.Ordinal).ToList();
        if (found.Count == 0) return null;

        // A word behind it has its space already.
        var space = after.StartsWith(' ') ? "" : " ";
        return new Completing(text[..start], after, [.. found.Select(choice => choice + space)]);
    }

    private static IEnumerable<string> Choices(ScreenState screen, string text, int start, string word)
    {
        var isCommand = text.StartsWith('/') && !text.StartsWith("//", StringComparison.Ordinal);
        if (isCommand && start == 0)
            return SlashCommands.All.Where(command => Begins(command.Name, word[1..])).Select(command => "/" + command.Name);
        if (isCommand && text[start - 1] == ' ' && SlashCommands.Read(text).Command is { } command)
        {
            var place = text.AsSpan(0, start).Count(' ');
            if (place == 2 && command.ThenTakes.Count > 0) return command.ThenTakes.Where(then => Begins(then, word));
            switch (place == 1 ? command.Takes : ArgumentKind.Text)
            {
                case ArgumentKind.Room: return Rooms(screen, word.TrimStart('#'));
                case ArgumentKind.Person: return People(screen, word.TrimStart('@'));
                case ArgumentKind.Day: return Days.Where(day => Begins(day, word));
            }
        }

        if (word.Length == 0) return [];
        return word[0] switch
        {
            '#' => Rooms(screen, word[1..]).Select(name => "#" + name),
            '@' => People(screen, word[1..]).Select(name => "@" + name),
            _ when isCommand => [],
            _ => People(screen, word).Select(name => "@" + name),
        };
    }

    private static IEnumerable<string> Rooms(ScreenState screen, string begin) =>
        screen.Chat.Heads.Values.Where(head => head.Header is not null).Select(head => head.Header!)
            .Where(header => Begins(header.Name, begin))
            .OrderByDescending(header => screen.Chat.Memberships.ContainsKey(header.Id)).ThenBy(header => header.Name, StringComparer.OrdinalIgnoreCase)
            .Select(header => header.Name);

    // Who spoke last is the likeliest, then who is in the room, then everybody who was met.
    private static IEnumerable<string> People(ScreenState screen, string begin)
    {
        var spoke = (screen.Room?.Messages ?? []).Reverse().Select(message => message.Author);
        var members = screen.Room?.Members.Keys ?? [];
        return spoke.Concat(Ordered(screen, members)).Concat(Ordered(screen, screen.Chat.People.Keys))
            .Distinct().Where(id => id != screen.Chat.Me)
            .Select(id => screen.Chat.People.GetValueOrDefault(id)).OfType<Person>()
            .Where(person => Begins(person.Name, begin) || (person.DisplayName ?? "").Split(' ').Any(part => Begins(part, begin)))
            .Select(person => person.Name);
    }

    private static IEnumerable<Guid> Ordered(ScreenState screen, IEnumerable<Guid> people) =>
        people.OrderBy(screen.Chat.UserNameOf, StringComparer.OrdinalIgnoreCase);

    private static bool Begins(string name, string begin) => name.StartsWith(begin, StringComparison.OrdinalIgnoreCase);

    // What is written into the line is drawn and sent as it is.
    private static bool IsPlain(string name) => Inert.Line(name) == name;
}
