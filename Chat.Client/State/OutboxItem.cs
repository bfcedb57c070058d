using Chat.Contracts;

namespace Chat.Client;

/// <summary>Where a message stands on its way out.</summary>
public enum OutboxState
{
    /// <summary>It waits for its turn or for the connection.</summary>
    Waiting,
    /// <summary>It is on its way to the server.</summary>
    Sending,
    /// <summary>The server has it; the row itself is about to arrive.</summary>
    Sent,
    /// <summary>The server refused it for good; <see cref="OutboxItem.Error"/> says why. It stays until retried or discarded.</summary>
    Refused,
    /// <summary>The connection broke three times with this message alone under way. It may have arrived; trying again keeps its id.</summary>
    Unconfirmed,
}

/// <summary>A message that this client wrote and that is not among the room's messages yet. Immutable.</summary>
public sealed record OutboxItem
{
    /// <summary>The message's id, made here.</summary>
    public required Guid Id { get; init; }

    /// <summary>The room.</summary>
    public required Guid Room { get; init; }

    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset ComposedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public required OutboxState State { get; init; }

    /// <summary>With <see cref="OutboxState.Refused"/>: why.</summary>
    public Error? Error { get; init; }

    /// <summary>With <see cref="OutboxState.Sent"/>: its place in the room.</summary>
    public long? Number { get; init; }
}
