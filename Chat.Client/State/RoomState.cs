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

    /// <summary>Whether a number lies in both.</summary>
    internal bool Touches(NumberRange other) => Contains(other.From) || other.Contains(From);

    /// <summary>What is left when another range is taken out.</summary>
    internal IEnumerable<NumberRange> Without(NumberRange gone)
    {
        if (From < gone.From) yield return this with { To = To < gone.From ? To : gone.From - 1 };
        if (gone.To is { } end && !(To <= end)) yield return this with { From = Math.Max(From, end + 1) };
    }
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

    /// <summary>So many messages may be held before what lies far away is to be given up.</summary>
    public const int MostHeld = 800;

    /// <summary>
    /// The numbers to give up (<see cref="ChatConnection.Release"/>) while these are shown: none until many are held, then
    /// all that lie far from there, though never the newest, so that the way back to them is at once.
    /// </summary>
    public IReadOnlyList<NumberRange> Excess(long shownFrom, long shownTo)
    {
        const int near = 250, newest = 100;
        if (Messages.Count <= MostHeld) return [];
        var end = Math.Max(Window[^1].To ?? Window[^1].From, Messages[^1].Number);
        List<NumberRange> kept = [new(shownFrom - near, shownTo + near)];
        if (Window[^1].To is null) kept.Add(new NumberRange(end - newest + 1, null));
        if (!Window.Any(range => kept.Any(range.Touches))) return [];
        return [.. Window.SelectMany(range => kept.Aggregate(
            (IEnumerable<NumberRange>)[range with { To = range.To ?? end }], (rest, keep) => rest.SelectMany(left => left.Without(keep))))];
    }

    /// <summary>Whether messages older than those held exist.</summary>
    public bool HasOlder => Window.Count > 0 && Window[0].From > (Header?.Floor ?? 1);
}
