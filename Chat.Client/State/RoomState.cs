using Chat.Contracts;

namespace Chat.Client;

/// <summary>Whether a room's changes arrive.</summary>
public enum Watching
{
    /// <summary>No: what is held is as old as the cursor.</summary>
    No,
    /// <summary>It was asked for.</summary>
    Asking,
    /// <summary>Yes.</summary>
    Live,
}

/// <summary>A range of message numbers that is held whole.</summary>
/// <param name="From">The first number.</param>
/// <param name="To">The last number; none: it includes everything newer.</param>
public sealed record NumberRange(long From, long? To)
{
    /// <summary>Whether a number lies in the range.</summary>
    public bool Contains(long number) => number >= From && (To is null || number <= To);
}

/// <summary>What a client holds of one room. Immutable.</summary>
public sealed record RoomState
{
    /// <summary>The room.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whether its changes arrive.</summary>
    public required Watching Watching { get; init; }

    /// <summary>The room is opened: shown, followed.</summary>
    public required bool Opened { get; init; }

    /// <summary>There is no such room, or no longer for this person.</summary>
    public required bool NotFound { get; init; }

    /// <summary>Name, topic, privacy; none while the first answer is awaited.</summary>
    public RoomHeader? Header { get; init; }

    /// <summary>The newest message number known.</summary>
    public required long Number { get; init; }

    /// <summary>The newest revision known.</summary>
    public required long Head { get; init; }

    /// <summary>The messages held, by number, deleted ones among them.</summary>
    public required IReadOnlyList<Message> Messages { get; init; }

    /// <summary>The ranges of numbers that are held, ascending; between two of them messages are missing.</summary>
    public required IReadOnlyList<NumberRange> Window { get; init; }

    /// <summary>Whether a page of messages is on its way.</summary>
    public required bool LoadingPage { get; init; }

    /// <summary>What waits for this room and is not among the messages, in the order written: drawn below them.</summary>
    public required IReadOnlyList<OutboxItem> Pending { get; init; }

    /// <summary>The members held, by person; those who left are not there.</summary>
    public required IReadOnlyDictionary<Guid, Member> Members { get; init; }

    /// <summary>Whether <see cref="Members"/> reaches to the end of the list.</summary>
    public required bool MembersComplete { get; init; }

    /// <summary>How many members the room has.</summary>
    public required int MemberCount { get; init; }

    /// <summary>How many members are online or away.</summary>
    public required int Here { get; init; }

    /// <summary>Who is online or away, one of <see cref="PresenceStates"/> by person.</summary>
    public required IReadOnlyDictionary<Guid, string> Presence { get; init; }

    /// <summary>Who is typing now.</summary>
    public required IReadOnlyList<Guid> Typing { get; init; }

    /// <summary>Whether messages older than those held exist.</summary>
    public bool HasOlder => Window.Count > 0 && Window[0].From > (Header?.Floor ?? 1);
}
