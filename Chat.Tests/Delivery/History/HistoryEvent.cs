using System.Text.Json.Serialization;

namespace Chat.Tests.Delivery;

/// <summary>Something that a client did or saw: a line of a history. The lines of one client are in the order in which it did and saw them.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "e")]
[JsonDerivedType(typeof(ClientStarted), "client")]
[JsonDerivedType(typeof(Connected), "connected")]
[JsonDerivedType(typeof(Posting), "posting")]
[JsonDerivedType(typeof(Posted), "posted")]
[JsonDerivedType(typeof(Reposted), "reposted")]
[JsonDerivedType(typeof(Edit), "edit")]
[JsonDerivedType(typeof(Deletion), "deletion")]
[JsonDerivedType(typeof(Marking), "marking")]
[JsonDerivedType(typeof(SetSeen), "set")]
[JsonDerivedType(typeof(Dropped), "dropped")]
[JsonDerivedType(typeof(FinalView), "view")]
[JsonDerivedType(typeof(FreshView), "fresh")]
[JsonDerivedType(typeof(Unsettled), "unsettled")]
public abstract record HistoryEvent
{
    /// <summary>The client's name, unique in the history.</summary>
    [JsonPropertyName("c")]
    public required string Client { get; init; }
}

/// <summary>A client exists.</summary>
/// <param name="Person">Whose client it is.</param>
/// <param name="Bare">It speaks the wire's language itself, so that every set that it got is in the history; else a real client, of which only the state is seen.</param>
/// <param name="Rooms">The rooms that it watches: of each that its person was not removed from, it must have a view at the end.</param>
public sealed record ClientStarted(Guid Person, bool Bare, IReadOnlyList<Guid> Rooms) : HistoryEvent;

/// <summary>A client has a new connection to the server: live sets are in order within one.</summary>
public sealed record Connected : HistoryEvent;

/// <summary>A message is put into the client's outbox.</summary>
public sealed record Posting : HistoryEvent
{
    public required Guid Room { get; init; }

    /// <summary>What the text begins with: tells the message apart from all others, whatever id it gets.</summary>
    public required string Key { get; init; }

    /// <summary>Its place among what this client wrote, over all rooms.</summary>
    public required long Sequence { get; init; }

    /// <summary>The hash of the text, see <see cref="TextHash"/>.</summary>
    public required long Hash { get; init; }

    /// <summary>The newest number shown when it was written, when the client says one.</summary>
    public long? Seen { get; init; }
}

/// <summary>How a post came out, each time that it did.</summary>
public sealed record Posted : HistoryEvent
{
    public required Guid Room { get; init; }
    public required string Key { get; init; }

    /// <summary>Ok, refused for good, or unknown.</summary>
    public required PostFate Fate { get; init; }

    /// <summary>With a refusal: its code.</summary>
    public string? Code { get; init; }

    public Guid? Id { get; init; }
    public long? Number { get; init; }
    public long? At { get; init; }
}

/// <summary>How a call came out, as its caller knows it.</summary>
public enum PostFate
{
    /// <summary>It may or may not have been carried out.</summary>
    Unknown,
    /// <summary>It is on disk.</summary>
    Ok,
    /// <summary>It was refused for good, and changed nothing.</summary>
    Refused,
}

/// <summary>An id that was acknowledged earlier was sent again, with another text.</summary>
/// <param name="Room">The room.</param>
/// <param name="Key">The message whose id it was.</param>
/// <param name="Code">The refusal; none: it was accepted.</param>
public sealed record Reposted(Guid Room, string Key, string? Code) : HistoryEvent;

/// <summary>An edit and how it came out.</summary>
public sealed record Edit : HistoryEvent
{
    public required Guid Room { get; init; }
    public required Guid Id { get; init; }
    public required Guid Request { get; init; }

    /// <summary>The version of the text that it is based on.</summary>
    public required int Based { get; init; }

    /// <summary>The hash of the new text.</summary>
    public required long Hash { get; init; }

    public required PostFate Fate { get; init; }

    /// <summary>With ok: the version that it made.</summary>
    public int? Version { get; init; }
}

/// <summary>A deletion and how it came out.</summary>
public sealed record Deletion(Guid Room, Guid Id, PostFate Fate) : HistoryEvent;

/// <summary>A read marker was moved up; written down when the call was made, and again with its fate.</summary>
public sealed record Marking(Guid Room, long Number, long Generation, PostFate Fate) : HistoryEvent;

/// <summary>A client got a set: what was in it and whether it was applied.</summary>
public sealed record SetSeen : HistoryEvent
{
    [JsonPropertyName("s")]
    public required string Scope { get; init; }

    public required SetVia Via { get; init; }
    public required long From { get; init; }
    public required long To { get; init; }
    public required long Head { get; init; }
    public required string Incarnation { get; init; }
    public long? Number { get; init; }

    /// <summary>Whether the client applied it; else it would have left a gap or nothing was watched, and nothing was taken.</summary>
    public required bool Applied { get; init; }

    [JsonPropertyName("m")]
    public IReadOnlyList<MessageRow>? Messages { get; init; }
    public IReadOnlyList<MemberRow>? Members { get; init; }
    public IReadOnlyList<MembershipRow>? Memberships { get; init; }
    public IReadOnlyList<MarkerRow>? Markers { get; init; }
    public HeaderRow? Header { get; init; }
}

/// <summary>How rows reached a client.</summary>
public enum SetVia
{
    /// <summary>By an event.</summary>
    Live,
    /// <summary>By an answer to a watch with a cursor.</summary>
    CatchUp,
    /// <summary>By an answer to a watch without one.</summary>
    Snapshot,
    /// <summary>Shown by a real client, however it came by it; or answered to a call.</summary>
    State,
}

/// <summary>A client dropped what it held of a scope: reset by the server, or no longer allowed to read.</summary>
public sealed record Dropped(string Scope, bool Reset) : HistoryEvent;

/// <summary>What a client holds of a room at the end.</summary>
public sealed record FinalView : HistoryEvent
{
    public required Guid Room { get; init; }
    public required long Revision { get; init; }

    /// <summary>The client holds every message from this number on.</summary>
    public required long Window { get; init; }

    public required HeaderRow? Header { get; init; }
    public required IReadOnlyList<MessageRow> Messages { get; init; }
    public IReadOnlyList<MarkerRow>? Markers { get; init; }
}

/// <summary>All of a room, as somebody reads it at the end who held nothing.</summary>
public sealed record FreshView : HistoryEvent
{
    public required Guid Room { get; init; }
    public required long Revision { get; init; }

    /// <summary>The head number.</summary>
    public required long Number { get; init; }

    public required long Floor { get; init; }
    public required HeaderRow Header { get; init; }
    public required IReadOnlyList<MessageRow> Messages { get; init; }
}

/// <summary>Something did not come to its end in time.</summary>
public sealed record Unsettled(string What) : HistoryEvent;
