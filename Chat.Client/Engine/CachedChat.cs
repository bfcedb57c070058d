using Chat.Contracts;

namespace Chat.Client;

/// <summary>
/// Rows that outlive the process. Each scope's come with the cursor at which they were complete, so the first <c>Watch</c>
/// goes on from there, and whatever is stale is mended by the rules for every catch-up.
/// </summary>
internal sealed record CachedChat
{
    /// <summary>Whose they are.</summary>
    public required Guid Person { get; init; }

    public required CachedSelf Self { get; init; }

    public required CachedPeople People { get; init; }

    /// <summary>The one that was visited last comes last.</summary>
    public required IReadOnlyList<CachedRoom> Rooms { get; init; }
}

/// <summary>One's own scope, and the heads of one's rooms.</summary>
internal sealed record CachedSelf
{
    public required Cursor Cursor { get; init; }

    public required IReadOnlyList<Membership> Memberships { get; init; }

    public required IReadOnlyList<ReadMarker> Markers { get; init; }

    public required IReadOnlyList<RoomHead> Heads { get; init; }

    /// <summary>That of the connection they came by: another one may know less.</summary>
    public required string Incarnation { get; init; }

    public string? Server { get; init; }

    public required Limits Limits { get; init; }
}

/// <summary>Names. Without a cursor they are drawn, and asked for again.</summary>
internal sealed record CachedPeople
{
    public Cursor? Cursor { get; init; }

    public required IReadOnlyList<Person> Rows { get; init; }
}

/// <summary>A room's newest messages.</summary>
internal sealed record CachedRoom
{
    public required Guid Room { get; init; }

    /// <summary>The membership that they were read by: a later one begins anew.</summary>
    public required long Joined { get; init; }

    public required Cursor Cursor { get; init; }

    public required long Number { get; init; }

    public required RoomHeader Header { get; init; }

    /// <summary>Where the messages begin; they reach to the newest.</summary>
    public required long From { get; init; }

    public required IReadOnlyList<Message> Messages { get; init; }

    public required IReadOnlyList<Member> Members { get; init; }

    public MembersWindow? MembersWindow { get; init; }

    public required int MemberCount { get; init; }

    /// <summary>When it was opened or closed last, in milliseconds.</summary>
    public required long Visited { get; init; }
}

/// <summary>The list of members from its beginning.</summary>
/// <param name="Through">The last person that it covers; none: it is complete.</param>
internal sealed record MembersWindow(Guid? Through);
