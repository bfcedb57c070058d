using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>
/// Follows a room by number. What arrives live only says that there is more: every message is read from the server
/// after the last one that was taken, so that none can be skipped, doubled or out of order.
/// </summary>
/// <param name="shell">Where to complain.</param>
/// <param name="chat">A live connection.</param>
/// <param name="room">The room.</param>
/// <param name="take">Takes the pages in order; the next is read when it is done.</param>
internal sealed class RoomTail(Shell shell, ChatConnection chat, RoomHeader room, Func<MessagesPage, CancellationToken, Task> take)
{
    private readonly RoomReader _reader = new(shell, chat);

    /// <summary>Where it is told that the connection is lost or back.</summary>
    public Action<string> SaysOfConnection { init => _reader = new RoomReader(shell, chat) { Says = value }; }

    /// <summary>Follows until the room's end, or for ever.</summary>
    /// <param name="since">Begins after this number; none: with the newest <paramref name="lines"/>.</param>
    /// <param name="lines">How many messages to begin with.</param>
    /// <param name="follow">Whether to wait for more at the end.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>An exit code.</returns>
    public async Task<int> RunAsync(long? since, long lines, bool follow, CancellationToken cancellationToken)
    {
        if (follow) chat.Open(room.Id);
        if (since is not { } taken)
        {
            var newest = await _reader.ReadAsync(new ReadMessages { Room = room.Id, Limit = 1 }, cancellationToken);
            if (!newest.Ok) return shell.Fail(newest.Error!);
            taken = Math.Max(newest.Value!.Floor - 1, newest.Value.Number - lines);
        }

        while (true)
        {
            var page = await _reader.ReadAsync(new ReadMessages { Room = room.Id, After = taken }, cancellationToken);
            if (!page.Ok) return shell.Fail(page.Error!);
            var read = page.Value!;
            if (read.From > taken + 1 && read.To >= read.From)
                shell.Complain($"Messages {taken + 1} to {read.From - 1} of {room.Name} are no longer kept by the server.");
            if (read.To >= read.From) await take(read, cancellationToken);
            taken = Math.Max(taken, read.To);
            if (taken < read.Number && read.To >= read.From) continue;
            if (!follow) return Exit.Done;
            if (await NewsAsync(taken, cancellationToken) is { } ended) return ended;
        }
    }

    // Until there is something newer, or there never will be.
    private async Task<int?> NewsAsync(long taken, CancellationToken cancellationToken)
    {
        await foreach (var state in chat.ReadStatesAsync(cancellationToken))
        {
            if (state.Connection == ConnectionState.SignedOut) return shell.Fail(Ended(ErrorCodes.SignedOut, Session.NotSignedIn));
            if (state.Connection == ConnectionState.UpgradeRequired) return shell.Fail(Ended(ErrorCodes.UpgradeRequired, state.Problem ?? "This client is too old for the server."));
            _reader.Tell(state.Connection);
            if (!state.Rooms.TryGetValue(room.Id, out var held)) continue;
            if (held.NotFound) return shell.Fail(Ended(ErrorCodes.NotFound, $"You can no longer read {room.Name}."));
            if (held.Number > taken) return null;
        }

        return Exit.Done;
    }

    private static Error Ended(string code, string message) => new() { Code = code, Message = message, Final = true };
}
