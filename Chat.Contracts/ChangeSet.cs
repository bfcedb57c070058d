namespace Chat.Contracts;

/// <summary>
/// The current rows of a scope whose last revision lies in (<see cref="From"/>, <see cref="To"/>].
/// Live events and catch-up answers are this one type. A row changed again after <see cref="To"/> is absent and
/// comes later. A list per kind of row; a feature adds its list in a partial of its own.
/// </summary>
public sealed partial record ChangeSet
{
    /// <summary>The scope on the wire, see <see cref="Contracts.Scope"/>.</summary>
    public required string Scope { get; init; }

    /// <summary>The revision after which the set begins; 0 for a snapshot.</summary>
    public required long From { get; init; }

    /// <summary>The revision up to which the set is complete.</summary>
    public required long To { get; init; }

    /// <summary>The scope's head revision when the set was made; above <see cref="To"/>, more is to come.</summary>
    public required long Head { get; init; }

    /// <summary>The incarnation of the server that wrote revision <see cref="To"/>: with it, the receiver's cursor.</summary>
    public required string Incarnation { get; init; }

    /// <summary>A room's head number when the set was made.</summary>
    public long? Number { get; init; }
}

/// <summary>Within its window, the client holds every row whose current revision is at most <paramref name="Revision"/>.</summary>
/// <param name="Revision">A revision of the scope.</param>
/// <param name="Incarnation">The incarnation that wrote that revision.</param>
public sealed record Cursor(long Revision, string Incarnation);
