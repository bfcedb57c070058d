using Chat.Contracts;

namespace Chat.Client;

/// <summary>
/// What a client knows at one moment. Immutable: a view draws it, from any thread. The same instance is answered
/// until something changes.
/// </summary>
public sealed record ChatState
{
    /// <summary>How the client stands to its server.</summary>
    public required ConnectionState Connection { get; init; }

    /// <summary>While offline: when the next attempt is due.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>A sentence for people on what is wrong, if anything is.</summary>
    public string? Problem { get; init; }

    /// <summary>The community's name, once the server was reached.</summary>
    public string? ServerName { get; init; }

    /// <summary>Whose session it is, once known.</summary>
    public Guid? Me { get; init; }

    /// <summary>What the server accepts.</summary>
    public required Limits Limits { get; init; }

    /// <summary>The people met so far, by id.</summary>
    public required IReadOnlyDictionary<Guid, Person> People { get; init; }

    /// <summary>One's rooms, by room; those left are not there.</summary>
    public required IReadOnlyDictionary<Guid, Membership> Memberships { get; init; }

    /// <summary>The read markers, by room.</summary>
    public required IReadOnlyDictionary<Guid, ReadMarker> Markers { get; init; }

    /// <summary>How far each known room is, with its header once known.</summary>
    public required IReadOnlyDictionary<Guid, RoomHead> Heads { get; init; }

    /// <summary>The heads are as an earlier process kept them: the server has not told its own yet, and more may be unread.</summary>
    public bool HeadsAreKept { get; init; }

    /// <summary>What is not confirmed yet, in the order in which it was written.</summary>
    public required IReadOnlyList<OutboxItem> Outbox { get; init; }

    /// <summary>The rooms of which messages are held: those opened, and some that were.</summary>
    public required IReadOnlyDictionary<Guid, RoomState> Rooms { get; init; }

    /// <summary>Who is typing in one's rooms that are not open, where the server tells: in small ones.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyList<Guid>> TypingElsewhere { get; init; } = new Dictionary<Guid, IReadOnlyList<Guid>>();

    /// <summary>How many messages of a room are unread; 0 without a membership.</summary>
    public long Unread(Guid room) =>
        Memberships.ContainsKey(room) && Heads.TryGetValue(room, out var head) && Markers.TryGetValue(room, out var marker)
            ? Math.Max(0, head.Number - marker.Number)
            : 0;

    /// <summary>The newest header known: each that is told goes into the room's head; what is held of a room that isn't open may be older.</summary>
    public RoomHeader? HeaderOf(Guid room) => Heads.GetValueOrDefault(room)?.Header ?? Rooms.GetValueOrDefault(room)?.Header;

    /// <summary>What a person is called: the display name, else the user name; a short stand-in while neither is known.</summary>
    public string NameOf(Guid person) => People.TryGetValue(person, out var found) ? found.DisplayName ?? found.Name : "…";

    /// <summary>A person's user name, which nobody else has; a short stand-in while it isn't known.</summary>
    public string UserNameOf(Guid person) => People.TryGetValue(person, out var found) ? found.Name : "…";

    /// <summary>Which of the 12 author colours a person has, 1 to 12: the one that was chosen, else the one that follows from the id.</summary>
    public int ColourOf(Guid person) =>
        People.TryGetValue(person, out var found) && found.Colour is >= 1 and <= AuthorColours.Count and { } chosen ? chosen : AuthorColours.Of(person);
}
