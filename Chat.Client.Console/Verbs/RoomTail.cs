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

    /// <summary>Told what it begins after, and what it goes on after when the server has gone back; awaited.</summary>
    public Func<Place, Task> BeginsAfter { get; init; } = static _ => Task.CompletedTask;

    /// <summary>Follows until the room's end, or for ever.</summary>
    /// <param name="since">Begins after this; none: with the newest <paramref name="lines"/>.</param>
    /// <param name="lines">How many messages to begin with.</param>
    /// <param name="follow">Whether to wait for more at the end.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>An exit code.</returns>
    public async Task<int> RunAsync(Place? since, long lines, bool follow, CancellationToken cancellationToken)
    {
        if (!follow) return await ReadAsync(since, lines, follow, cancellationToken);
        chat.Open(room.Id);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var releasing = ReleaseAsync(end.Token);
        try
        {
            return await ReadAsync(since, lines, follow, cancellationToken);
        }
        finally
        {
            await end.CancelAsync();
            await releasing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> ReadAsync(Place? since, long lines, bool follow, CancellationToken cancellationToken)
    {
        MessagesPage? last = null;
        if (since is not { } taken)
        {
            var newest = await _reader.ReadAsync(new ReadMessages { Room = room.Id, Limit = 1 }, cancellationToken);
            if (!newest.Ok) return shell.Fail(newest.Error!);
            last = newest.Value!;
            taken = lines == 0 && last.Messages is [var message] ? Place.Of(message) : new Place(Math.Max(last.Floor - 1, last.Number - lines));
        }

        await BeginsAfter(taken);
        while (true)
        {
            var page = await _reader.ReadAsync(new ReadMessages { Room = room.Id, After = taken.Number }, cancellationToken);
            if (!page.Ok) return shell.Fail(page.Error!);
            var read = page.Value!;

            // Another run of the server wrote last: its database may have been put back.
            if (last is null || read.Incarnation != last.Incarnation || read.AsOf < last.AsOf)
            {
                var still = await StillAsync(taken, cancellationToken);
                if (!still.Ok) return shell.Fail(still.Error!);
                last = read;
                if (still.Value! != taken)
                {
                    taken = still.Value!;
                    await BeginsAfter(taken);
                    continue;
                }
            }

            last = read;
            if (read.From > taken.Number + 1 && read.To >= read.From)
                shell.Complain($"Messages {taken.Number + 1} to {read.From - 1} of {room.Name} are no longer kept by the server.");
            if (read.To >= read.From) await take(read, cancellationToken);
            if (read.To > taken.Number) taken = read.Messages is [.., var message] ? Place.Of(message) : new Place(read.To);
            if (taken.Number < read.Number && read.To >= read.From) continue;
            if (!follow) return Exit.Done;
            if (await NewsAsync(taken.Number, cancellationToken) is { } ended) return ended;
        }
    }

    // What was taken last, if the server has it still; else what was there when it was taken. Times never go down as numbers go up.
    private async Task<Outcome<Place>> StillAsync(Place taken, CancellationToken cancellationToken)
    {
        if (taken.Number == 0) return taken;
        var page = await _reader.ReadAsync(new ReadMessages { Room = room.Id, After = taken.Number - 1, Limit = 1 }, cancellationToken);
        if (!page.Ok) return page.Error!;
        var read = page.Value!;
        var isAnother = taken.Id is { } id && read.Messages is [var message] && message.Number == taken.Number && message.Id != id;
        if (read.Number >= taken.Number && !isAnother) return taken;
        var before = read.Number;
        if (taken.At is { } at)
        {
            var later = await _reader.ReadAsync(new ReadMessages { Room = room.Id, Since = at + 1, Limit = 1 }, cancellationToken);
            if (!later.Ok) return later.Error!;
            before = later.Value!.From - 1;
        }

        shell.Complain($"Message {taken.Number} of {room.Name} is not there or is another, as if an older state of the server had been put back. Going on after message {before}.");
        return new Place(before);
    }

    // Until there may be something newer, or there never will be.
    private async Task<int?> NewsAsync(long taken, CancellationToken cancellationToken)
    {
        var wasLost = false;
        await foreach (var state in chat.ReadStatesAsync(cancellationToken))
        {
            if (state.Connection == ConnectionState.SignedOut) return shell.Fail(Ended(ErrorCodes.SignedOut, Session.NotSignedIn));
            if (state.Connection == ConnectionState.UpgradeRequired) return shell.Fail(Ended(ErrorCodes.UpgradeRequired, state.Problem ?? "This client is too old for the server."));
            _reader.Tell(state.Connection);
            wasLost |= state.Connection != ConnectionState.Live;
            if (!state.Rooms.TryGetValue(room.Id, out var held)) continue;
            if (held.NotFound) return shell.Fail(Ended(ErrorCodes.NotFound, $"You can no longer read {room.Name}."));
            if (held.Number > taken || (wasLost && held.Watching == Watching.Live)) return null;
        }

        return Exit.Done;
    }

    // What arrives is held for views, of which there is none here: however slowly it is taken, it must not pile up.
    private async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        await foreach (var state in chat.ReadStatesAsync(cancellationToken))
            if (state.Rooms.TryGetValue(room.Id, out var held))
                foreach (var (from, to) in held.Excess(held.Number, held.Number)) chat.Release(room.Id, from, to);
    }

    private static Error Ended(string code, string message) => new() { Code = code, Message = message, Final = true };
}
