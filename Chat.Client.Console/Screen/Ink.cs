namespace Chat.Client.Cli;

/// <summary>What a piece of the screen is, from which the theme makes its colour.</summary>
internal enum Role
{
    Text, Quiet, Faint, Rule, Accent, Unread, Online, Away, Danger,
    Author1, Author2, Author3, Author4, Author5, Author6, Author7, Author8, Author9, Author10, Author11, Author12,
}

/// <summary>What a piece of the screen lies on.</summary>
internal enum Ground
{
    Room, Side, Chosen, Code,
}

/// <summary>Marks beside colour, since colour is never the only sign.</summary>
[Flags]
internal enum Marks
{
    None = 0, Bold = 1, Italic = 2, Underline = 4,
}

/// <summary>How a cell is drawn, in words that hold for every theme.</summary>
internal readonly record struct Ink(Role Role, Ground Ground = Ground.Room, Marks Marks = Marks.None)
{
    public Ink On(Ground ground) => this with { Ground = ground };

    public Ink With(Marks marks) => this with { Marks = Marks | marks };

    /// <summary>The ink of an author colour, 1 to 12: the same index as on the page.</summary>
    public static Ink Author(int colour) => new(Role.Author1 + colour - 1);
}
