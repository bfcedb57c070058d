using Chat.Contracts;

namespace Chat.Client;

public sealed partial class ChatConnection
{
    /// <summary>Loads the page before the range that holds a number; without one, before the oldest message held.</summary>
    public void LoadOlder(Guid room, long? number = null) => Tell(engine => engine.LoadOlder(room, number));

    /// <summary>Loads the page after the range that holds a number; without one, it fills the lowest gap.</summary>
    public void LoadNewer(Guid room, long? number = null) => Tell(engine => engine.LoadNewer(room, number));

    /// <summary>
    /// Gives up what is held of a room from a number to another (without one: and all newer), so that a room that stays open
    /// for long doesn't grow without end; <see cref="RoomState.Excess"/> tells what lies far away. It can be loaded again.
    /// </summary>
    public void Release(Guid room, long from, long? to) => Tell(engine => engine.Release(room, from, to));

    /// <summary>Loads the page around a number, for a jump to it.</summary>
    public void LoadAround(Guid room, long number) => Tell(engine => engine.LoadAround(room, number));

    /// <summary>Changes the text of one's own message, which has the given version now.</summary>
    public Task<Outcome<Edited>> EditMessageAsync(
        Guid room, Guid id, int version, string text, CancellationToken cancellationToken = default)
    {
        var normal = MessageText.Normalize(text);
        if (MessageText.Check(normal, State.Limits) is { } error) return Task.FromResult<Outcome<Edited>>(error);
        var request = Guid.CreateVersion7(Options.Time.GetUtcNow());
        return AskAsync<Edited>(
            nameof(IChatHub.EditMessage),
            new EditMessage { Room = room, Id = id, Request = request, Version = version, Text = normal },
            cancellationToken);
    }

    /// <summary>Deletes one's own message; an owner of the room anybody's.</summary>
    public Task<Outcome<Done>> DeleteMessageAsync(Guid room, Guid id, CancellationToken cancellationToken = default) =>
        AskAsync<Done>(nameof(IChatHub.DeleteMessage), new DeleteMessage(room, id), cancellationToken);

    /// <summary>A page of a room's messages, handed out as it is, for those who read by number; what is shown of an open room is in its state.</summary>
    public Task<Outcome<MessagesPage>> ReadMessagesAsync(ReadMessages request, CancellationToken cancellationToken = default) =>
        AskAsync<MessagesPage>(nameof(IChatHub.ReadMessages), request, cancellationToken);
}
