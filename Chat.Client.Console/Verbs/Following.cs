using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>Follows several rooms at a time, and keeps in a file how far it came.</summary>
internal sealed class Following(Shell shell, ChatConnection chat, IReadOnlyList<RoomHeader> rooms)
{
    private static readonly TimeSpan LookForReader = TimeSpan.FromSeconds(1);

    /// <summary>The cursor file, if one is kept.</summary>
    public string? CursorPath { get; init; }

    /// <summary>Begins after this number, where the cursor file doesn't know better.</summary>
    public long? Since { get; init; }

    /// <summary>Else begins with this many messages.</summary>
    public long Lines { get; init; }

    /// <summary>Whether to wait for more at the end.</summary>
    public bool Follow { get; init; }

    /// <summary>Whether the rooms are all that one is in, to be followed as one joins and leaves.</summary>
    public bool AllOwn { get; init; }

    /// <summary>Hands out the pages of all rooms, those of a room in order; ends when nobody reads our output any more.</summary>
    /// <param name="take">Takes a page, and tells how far it came as it goes; false: stop, and begin there the next time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>An exit code: the first that isn't <see cref="Exit.Done"/>.</returns>
    public async Task<int> RunAsync(Func<RoomHeader, MessagesPage, Func<Message, Task>, CancellationToken, Task<bool>> take, CancellationToken cancellationToken)
    {
        CursorFile? cursor = null;
        if (CursorPath is { } path)
        {
            var opened = CursorFile.Open(path, shell.Time);
            if (!opened.Ok) return shell.Fail(opened.Error!);
            cursor = opened.Value!;
        }

        using var closing = cursor;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var look = shell.Time.CreateTimer(
            _ =>
            {
                if (shell.OutIsClosed()) end.Cancel();
            },
            null, LookForReader, LookForReader);
        var stopped = false;
        try
        {
            var codes = AllOwn
                ? await new OwnRooms(chat, TailAsync).RunAsync(rooms, end.Token)
                : await Task.WhenAll(rooms.Select(room => TailAsync(room, null, end.Token)));
            return codes.FirstOrDefault(code => code != Exit.Done);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return stopped ? Exit.Crashed : Exit.Done;
        }

        async Task<int> TailAsync(RoomHeader room, long? after, CancellationToken token)
        {
            Task KeepAsync(Place place) => cursor?.WriteAsync(room.Id, place) ?? Task.CompletedTask;
            var since = (after is { } joined ? new Place(joined) : cursor?.Of(room.Id)) ?? (Since is { } number ? new Place(number) : null);
            try
            {
                return await new RoomTail(shell, chat, room, TakeAsync(room, KeepAsync)) { BeginsAfter = KeepAsync }.RunAsync(since, Lines, Follow, token);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The others would go on for ever, and nobody would know that this one doesn't.
                await end.CancelAsync();
                throw;
            }
        }

        Func<MessagesPage, CancellationToken, Task> TakeAsync(RoomHeader room, Func<Place, Task> keep) => async (page, token) =>
        {
            if (await take(room, page, message => keep(Place.Of(message)), token)) return;
            stopped = true;
            await end.CancelAsync();
            token.ThrowIfCancellationRequested();
        };
    }
}
