namespace Chat.Contracts;

public partial interface IChatHub
{
    /// <summary>
    /// Subscribes, then reads: the way in and the way back for every scope. The first <c>Watch</c> of a connection is
    /// the caller's own person. At most <see cref="Limits.WatchItems"/> items. Errors: <c>invalid</c>, <c>too_long</c>.
    /// </summary>
    Task<Outcome<WatchAnswers>> Watch(WatchRequest request);

    /// <summary>Ends subscriptions; a scope that is not watched is passed over.</summary>
    Task<Outcome<Done>> Unwatch(UnwatchRequest request);
}

public partial interface IChatClient
{
    /// <summary>A watched scope changed.</summary>
    Task Changes(ChangeSet set);
}

/// <summary>The scopes to watch.</summary>
public sealed record WatchRequest
{
    /// <summary>A scope and where the caller stands in it.</summary>
    public required IReadOnlyList<WatchItem> Items { get; init; }
}

/// <summary>A scope to watch.</summary>
public sealed record WatchItem
{
    /// <summary>The scope on the wire.</summary>
    public required string Scope { get; init; }

    /// <summary>Where the caller stands; none asks for a snapshot.</summary>
    public Cursor? Cursor { get; init; }
}

/// <summary>One answer for each item, in the order of the items.</summary>
public sealed record WatchAnswers
{
    /// <summary>An answer for each item.</summary>
    public required IReadOnlyList<WatchAnswer> Answers { get; init; }
}

/// <summary>The answer for one scope.</summary>
public sealed record WatchAnswer
{
    /// <summary>The scope on the wire.</summary>
    public required string Scope { get; init; }

    /// <summary>One of <see cref="WatchKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>With <c>snapshot</c> and <c>changes</c>: the rows. A snapshot starts from 0.</summary>
    public ChangeSet? Set { get; init; }

    /// <summary>With a room's <c>snapshot</c>: the window's only range of messages is this number and all above it.</summary>
    public long? MessagesFrom { get; init; }
}

/// <summary>The kinds of <see cref="WatchAnswer"/>.</summary>
public static class WatchKinds
{
    /// <summary>Subscribed; the set is the state of the scope. For a person, the first page of the changes from 0.</summary>
    public const string Snapshot = "snapshot";
    /// <summary>Subscribed; the set begins at the cursor. While its To is below its Head, watch again from To.</summary>
    public const string Changes = "changes";
    /// <summary>Not subscribed: drop every row of the scope, then watch without a cursor.</summary>
    public const string Reset = "reset";
    /// <summary>Not subscribed: there is no such scope for the caller.</summary>
    public const string NotFound = "notFound";
    /// <summary>Not subscribed: the answer was full; ask again.</summary>
    public const string Later = "later";
}

/// <summary>The scopes to stop watching.</summary>
public sealed record UnwatchRequest
{
    /// <summary>Scopes on the wire.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }
}
