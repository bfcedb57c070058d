using Chat.Contracts;

namespace Chat.Client;

/// <summary>A message as the outbox keeps it on disk. What was sent once is never altered.</summary>
internal sealed record OutboxEntry
{
    public required Guid Id { get; init; }

    public required Guid Person { get; init; }

    public required Guid Room { get; init; }

    public required string Text { get; init; }

    public required long ComposedAt { get; init; }

    /// <summary>The newest number shown when it was written.</summary>
    public long? Seen { get; init; }

    /// <summary>How often the connection closed with an error while it alone was under way.</summary>
    public int Tries { get; init; }

    /// <summary>Why it was refused for good.</summary>
    public Error? Error { get; init; }
}

/// <summary>An entry of the outbox in memory.</summary>
internal sealed class Outgoing(OutboxEntry entry, OutboxState state, bool stored)
{
    public OutboxEntry Entry { get; set; } = entry;

    public OutboxState State { get; set; } = state;

    /// <summary>Whether it is on disk: before that it is not sent.</summary>
    public bool Stored { get; set; } = stored;

    public long? Number { get; set; }

    /// <summary>Acknowledged over a connection that has ended since.</summary>
    public bool SentEarlier { get; set; }

    public OutboxItem ToItem() => new()
    {
        Id = Entry.Id,
        Room = Entry.Room,
        Text = Entry.Text,
        ComposedAt = DateTimeOffset.FromUnixTimeMilliseconds(Entry.ComposedAt),
        State = State,
        Error = Entry.Error,
        Number = Number,
    };
}
