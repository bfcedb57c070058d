namespace Chat.Contracts;

public partial interface IChatHub
{
    /// <summary>The people with the given ids, at most 200; unknown ids are passed over.</summary>
    Task<Outcome<PeopleAnswer>> ReadPeople(ReadPeople request);

    /// <summary>People whose user name, or a word of whose display name, begins with a text, whatever the case; at most 20.</summary>
    Task<Outcome<PeopleAnswer>> FindPeople(FindPeople request);

    /// <summary>
    /// Sets how the caller is shown; answers the row as it is now. Setting what is so already changes nothing. Errors:
    /// <c>empty</c>, <c>too_long</c>, <c>forbidden_characters</c>, <c>invalid</c>, <c>rate</c>.
    /// </summary>
    Task<Outcome<Person>> SetProfile(SetProfile request);
}

public sealed partial record ChangeSet
{
    /// <summary>
    /// In the scope <c>people</c>: the people that changed. In answers of other scopes: the people that the set
    /// names; these advance no cursor and merge by their own revision.
    /// </summary>
    public IReadOnlyList<Person>? People { get; init; }
}

/// <summary>Who somebody is: the row of kind <c>person</c> in the scope <c>people</c>.</summary>
public sealed record Person
{
    /// <summary>The account's id.</summary>
    public required Guid Id { get; init; }
    /// <summary>The revision, in the scope <c>people</c>, of the last change of this row.</summary>
    public required long Revision { get; init; }
    /// <summary>The user name, as its owner writes it.</summary>
    public required string Name { get; init; }
    /// <summary>What they wish to be called; not unique, so the user name stays within reach of it. None: the user name stands alone.</summary>
    public string? DisplayName { get; init; }
    /// <summary>Which of the 12 author colours they chose, 1 to 12; none: the one that follows from the id.</summary>
    public int? Colour { get; init; }
    /// <summary>Whether this account administers the server.</summary>
    public bool Admin { get; init; }
}

/// <summary>Asks for people by id.</summary>
/// <param name="Ids">At most 200.</param>
public sealed record ReadPeople(IReadOnlyList<Guid> Ids);

/// <summary>Asks for people by the beginning of their names.</summary>
/// <param name="Text">The beginning of a user name, or of a word of a display name.</param>
public sealed record FindPeople(string Text);

/// <summary>How one is shown, whole: what is left out is taken away.</summary>
public sealed record SetProfile
{
    /// <summary>At most <see cref="Limits.DisplayName"/> characters after trimming; none, or the user name itself: the user name stands alone.</summary>
    public string? DisplayName { get; init; }
    /// <summary>1 to 12; none: the colour that follows from the id.</summary>
    public int? Colour { get; init; }
}

/// <summary>People, as of a revision of the scope <c>people</c>.</summary>
public sealed record PeopleAnswer
{
    /// <summary>The revision of <c>people</c> at which they were read.</summary>
    public required long AsOf { get; init; }
    /// <summary>The people.</summary>
    public required IReadOnlyList<Person> People { get; init; }
}
