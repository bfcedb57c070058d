namespace Chat.Contracts;

public partial interface IChatHub
{
    /// <summary>Tells a room's watchers that the caller is typing: at most once in 3 s. Dropped rather than refused.</summary>
    Task<Outcome<Done>> Type(Typing typing);
}

public partial interface IChatClient
{
    /// <summary>Who is here, in a watched room: at once after <c>Watch</c>, then at most one difference a second.</summary>
    Task Presence(PresenceChanged presence);

    /// <summary>Somebody is typing in a watched room; it expires after 6 s.</summary>
    Task Typing(TypingChanged typing);
}

/// <summary>Who is here. Has no revision, may be dropped, and never delays anything durable.</summary>
public sealed record PresenceChanged
{
    /// <summary>The room.</summary>
    public required Guid Room { get; init; }
    /// <summary>How many members are online or away; everybody counts once.</summary>
    public required int Here { get; init; }
    /// <summary>How many members the room has.</summary>
    public required int Members { get; init; }
    /// <summary>
    /// True: everybody not listed is offline, forget older states (in rooms over <see cref="Limits.PresenceMembers"/>
    /// the list is empty and the count is all there is). False: a difference.
    /// </summary>
    public bool Full { get; init; }
    /// <summary>Those whose state is new.</summary>
    public required IReadOnlyList<PersonPresence> People { get; init; }
}

/// <summary>How present a person is, over all of their devices.</summary>
/// <param name="Person">The person.</param>
/// <param name="State">One of <see cref="PresenceStates"/>.</param>
public sealed record PersonPresence(Guid Person, string State);

/// <summary>The values of <see cref="PersonPresence.State"/>.</summary>
public static class PresenceStates
{
    /// <summary>Looks at one device at least.</summary>
    public const string Online = "online";
    /// <summary>Every device is hidden, or idle for ten minutes.</summary>
    public const string Away = "away";
    /// <summary>Without any connection for 45 s.</summary>
    public const string Offline = "offline";
}

/// <summary>The caller is typing.</summary>
/// <param name="Room">The room.</param>
public sealed record Typing(Guid Room);

/// <summary>Somebody is typing.</summary>
/// <param name="Room">The room.</param>
/// <param name="Person">Who.</param>
public sealed record TypingChanged(Guid Room, Guid Person);
