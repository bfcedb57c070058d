using Chat.Contracts;

namespace Chat.Client;

public sealed partial class ChatConnection
{
    /// <summary>Puts a message into the outbox; it is sent as soon as there is a connection, and drawn at once.</summary>
    /// <returns>Its id, once it is on disk; or why the text can't be sent as it is.</returns>
    public Task<Outcome<Guid>> PostAsync(Guid room, string text) => throw new NotSupportedException();

    /// <summary>As <see cref="PostAsync"/>, and waits until the server took or refused it.</summary>
    /// <returns>The number and time it got, or the refusal. When cancelled, the message stays in the outbox.</returns>
    public Task<Outcome<PostResult>> PostAndWaitAsync(Guid room, string text, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>Tries a refused or unconfirmed message again, with the same id.</summary>
    public void Retry(Guid id) => throw new NotSupportedException();

    /// <summary>Takes a message out of the outbox, unless it is under way.</summary>
    public void Discard(Guid id) => throw new NotSupportedException();

    /// <summary>Loads the page before the oldest message held.</summary>
    public void LoadOlder(Guid room) => throw new NotSupportedException();

    /// <summary>Loads the page after the range that was jumped to.</summary>
    public void LoadNewer(Guid room) => throw new NotSupportedException();

    /// <summary>Loads the page around a number, for a jump to it.</summary>
    public void LoadAround(Guid room, long number) => throw new NotSupportedException();

    /// <summary>Changes the text of one's own message, which has the given version now.</summary>
    public Task<Outcome<Edited>> EditMessageAsync(
        Guid room, Guid id, int version, string text, CancellationToken cancellationToken = default) =>
        AskAsync<Edited>(
            nameof(IChatHub.EditMessage),
            new EditMessage { Room = room, Id = id, Request = Guid.CreateVersion7(Options.Time.GetUtcNow()), Version = version, Text = text },
            cancellationToken);

    /// <summary>Deletes one's own message; an owner of the room anybody's.</summary>
    public Task<Outcome<Done>> DeleteMessageAsync(Guid room, Guid id, CancellationToken cancellationToken = default) =>
        AskAsync<Done>(nameof(IChatHub.DeleteMessage), new DeleteMessage(room, id), cancellationToken);

    /// <summary>A page of a room's messages, handed out as it is, for those who read by number; what is shown of an open room is in its state.</summary>
    public Task<Outcome<MessagesPage>> ReadMessagesAsync(ReadMessages request, CancellationToken cancellationToken = default) =>
        AskAsync<MessagesPage>(nameof(IChatHub.ReadMessages), request, cancellationToken);
}
