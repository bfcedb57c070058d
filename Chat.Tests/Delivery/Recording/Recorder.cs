using Chat.Contracts;

namespace Chat.Tests.Delivery;

/// <summary>Lets the clients of a plan chat, and writes the history.</summary>
internal sealed class Recorder : IAsyncDisposable
{
    /// <summary>A sender whose outbox is this full writes nothing more, as while the server is away.</summary>
    private const int MostWaiting = 200;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private readonly LoadPlan _plan;
    private readonly HistoryWriter _history;
    private readonly Tally _tally = new();
    private readonly List<IRecordedClient> _clients = [];
    private readonly CancellationTokenSource _enough = new();
    private Task _writing = Task.CompletedTask;

    private Recorder(LoadPlan plan)
    {
        _plan = plan;
        _history = new HistoryWriter(plan.HistoryFile);
    }

    public LoadCounts Counts => _tally.Now;

    /// <summary>Ends when every sender has written what it should; never, when the plan sets no number.</summary>
    public Task Written => _writing;

    public static async Task<Recorder> StartAsync(LoadPlan plan)
    {
        var recorder = new Recorder(plan);
        foreach (var client in plan.Clients)
        {
            recorder._history.Write(new ClientStarted(client.Person, client.Bare, client.Rooms) { Client = client.Name });
            recorder._clients.Add(client.Bare
                ? new WireClient(client, plan, recorder._history, recorder._tally)
                : new CoreClient(client, plan, recorder._history, recorder._tally));
        }
        foreach (var client in recorder._clients) await client.StartAsync();
        recorder._writing = Task.WhenAll(recorder._clients.Where(c => c.Plan.PerSecond > 0).Select(recorder.WriteAsync));
        return recorder;
    }

    /// <summary>Writes nothing more, and waits until every outbox is empty. What isn't so in time is in the history.</summary>
    public async Task QuietAsync(TimeSpan deadline)
    {
        using var late = new CancellationTokenSource(deadline);
        await _enough.CancelAsync();
        await _writing;
        foreach (var client in _clients)
            if (!await UntilAsync(() => client.Waiting == 0, late.Token)) Late(client, $"{client.Waiting} calls have no definite end");
    }

    /// <summary>
    /// Writes nothing more, waits until every client holds what there is, and puts what they hold and what a fresh reader is
    /// told into the history. What isn't so in time is in the history too.
    /// </summary>
    public async Task FinishAsync(TimeSpan deadline)
    {
        using var late = new CancellationTokenSource(deadline);
        await QuietAsync(deadline);
        // Whoever knows which rooms are theirs now can't take one for lost into which they were just let in again.
        foreach (var client in _clients) await SettleAsync(client, late.Token);
        foreach (var room in _plan.Clients.SelectMany(c => c.Rooms).Distinct().ToList()) await FinishAsync(room, late.Token);
        foreach (var client in _clients) await client.WriteViewsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _writing;
        foreach (var client in _clients) await client.DisposeAsync();
        _history.Dispose();
        _enough.Dispose();
    }

    private async Task FinishAsync(Guid room, CancellationToken late)
    {
        var watchers = _clients.Where(c => c.Plan.Rooms.Contains(room)).ToList();
        FreshView? fresh = null;
        while (fresh is null && !late.IsCancellationRequested)
            foreach (var watcher in watchers)
                if ((fresh = await FreshReader.ReadAsync(_plan.Server, watcher.Plan, room, late)) is not null) break;
        if (fresh is null) return;
        foreach (var client in watchers)
            if (!await UntilAsync(() => client.IsAt(fresh), late)) Late(client, $"does not show room {room} up to its head {fresh.Revision}");
        _history.Write(fresh);
    }

    private async Task SettleAsync(IRecordedClient client, CancellationToken late)
    {
        try
        {
            await client.SettleAsync().WaitAsync(late);
        }
        catch (OperationCanceledException)
        {
            Late(client, "does not know how far its own person is");
        }
    }

    private void Late(IRecordedClient client, string what) => _history.Write(new Unsettled(what) { Client = client.Plan.Name });

    private async Task WriteAsync(IRecordedClient client)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1 / client.Plan.PerSecond));
        try
        {
            for (var written = 0; written < (_plan.Messages ?? int.MaxValue);)
            {
                await ticks.WaitForNextTickAsync(_enough.Token);
                if (client.Waiting >= MostWaiting) continue;
                client.Act();
                written++;
            }
        }
        catch (OperationCanceledException)
        {
            // Enough.
        }
    }

    private static async Task<bool> UntilAsync(Func<bool> isSo, CancellationToken late)
    {
        using var looks = new PeriodicTimer(Look);
        try
        {
            while (!isSo()) await looks.WaitForNextTickAsync(late);
            return true;
        }
        catch (OperationCanceledException)
        {
            return isSo();
        }
    }
}

/// <summary>Reads a room as somebody does who held nothing: the snapshot, then every page.</summary>
internal static class FreshReader
{
    /// <returns>Null when this person can't read it now.</returns>
    public static async Task<FreshView?> ReadAsync(Uri server, PlannedClient reader, Guid room, CancellationToken late)
    {
        var connected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var link = new WireLink(server, reader.Token, _ => { }, () => connected.TrySetResult(), () => { });
        link.Start();
        try
        {
            await connected.Task.WaitAsync(late);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        var watched = await link.CallAsync<WatchAnswers>(nameof(IChatHub.Watch), new WatchRequest { Items = [new WatchItem { Scope = Scope.Room(room).ToString() }] });
        if (watched?.Value?.Answers is not [{ Kind: WatchKinds.Snapshot, Set: { Room: { } header } set }]) return null;
        var messages = new List<MessageRow>();
        for (var after = header.Floor - 1; after < set.Number;)
        {
            var page = (await link.CallAsync<MessagesPage>(nameof(IChatHub.ReadMessages), new ReadMessages { Room = room, After = after }))?.Value;
            // Somebody still changes the room: from the beginning again.
            if (page is null || page.AsOf != set.To) return null;
            messages.AddRange(page.Messages.Select(MessageRow.Of));
            if (page.To <= after) break;
            after = page.To;
        }
        return new FreshView
        {
            Client = reader.Name,
            Room = room,
            Revision = set.To,
            Number = set.Number ?? 0,
            Floor = header.Floor,
            Header = HeaderRow.Of(header),
            Messages = messages,
        };
    }
}
