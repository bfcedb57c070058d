namespace Chat.Client.Cli;

/// <summary>What stands behind a command.</summary>
internal enum ArgumentKind
{
    Text, Room, Person, Day,
}

/// <summary>What one can tell the client in the composer, with a slash before it.</summary>
/// <param name="name">The word after the slash.</param>
/// <param name="usage">How it is written.</param>
/// <param name="does">What it does, without a full stop.</param>
internal abstract class SlashCommand(string name, string usage, string does)
{
    public string Name => name;

    public string Usage => usage;

    public string Does => does;

    /// <summary>What stands behind the command, for completion.</summary>
    public virtual ArgumentKind Takes => ArgumentKind.Text;

    /// <summary>The words that may stand behind that, for completion.</summary>
    public virtual IReadOnlyList<string> ThenTakes => [];

    /// <summary>Does it. Begins in the thread of the place; after an await, the place is reached by <see cref="ICommandPlace.Later"/>.</summary>
    /// <returns>A sentence for the person, if there is anything to say.</returns>
    public abstract Task<string?> RunAsync(ICommandPlace place, string argument);
}

/// <summary>What a line in the composer means.</summary>
internal static class SlashCommands
{
    /// <summary>All commands, in the order of the help.</summary>
    public static IReadOnlyList<SlashCommand> All { get; } =
    [
        new OpenCommand(),
        new JoinCommand(),
        new LeaveCommand(),
        new CreateCommand(),
        new TopicCommand(),
        new RenameCommand(),
        new AddCommand(),
        new RemoveCommand(),
        new RoleCommand(),
        new MembersCommand(),
        new WhoCommand(),
        new RoomsCommand(),
        new GoToCommand(),
        new HistoryCommand(),
        new EditCommand(),
        new DeleteCommand(),
        new ReadCommand(),
        new FavouriteCommand(),
        new UnfavouriteCommand(),
        new MuteCommand(),
        new UnmuteCommand(),
        new RetryCommand(),
        new DiscardCommand(),
        new NameCommand(),
        new ColourCommand(),
        new PasswordCommand(),
        new HelpCommand(),
        new QuitCommand(),
    ];

    /// <summary>Reads a line: a message (two slashes stand for one), or a command with what follows it.</summary>
    /// <returns>The message; or the command, none for a word that isn't one.</returns>
    public static (string? Message, string? Word, SlashCommand? Command, string Argument) Read(string line)
    {
        if (line.StartsWith("//", StringComparison.Ordinal)) return (line[1..], null, null, "");
        if (!line.StartsWith('/')) return (line, null, null, "");
        var end = line.AsSpan().IndexOfAny(' ', '\n');
        var word = end < 0 ? line[1..] : line[1..end];
        var command = All.FirstOrDefault(c => string.Equals(c.Name, word, StringComparison.OrdinalIgnoreCase));
        return (null, word, command, end < 0 ? "" : line[end..].Trim());
    }
}
