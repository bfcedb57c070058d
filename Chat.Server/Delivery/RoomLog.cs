using System.Threading.Channels;
using Chat.Contracts;

namespace Chat.Server;

/// <summary>
/// The one door for durable change. It takes what is waiting, loads what that needs, applies it in order, commits, and
/// answers: batches form by themselves under load, and neither a commit nor an answer ever waits for a timer.
/// </summary>
public sealed partial class RoomLog(
    ChatDatabase database, WriteGate gate, ChangeFeed heads, IChangeFeed feed, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<RoomLog> log)
    : IHostedService
{
    private const int BatchWeight = 1_000;
    private readonly Channel<Change> _waiting = Channel.CreateBounded<Change>(
        new BoundedChannelOptions(10_000) { SingleReader = true, AllowSynchronousContinuations = false });
    private volatile bool _draining;
    private Task _loop = Task.CompletedTask;

    /// <summary>Carries out a change and answers it when it is on disk, or refuses it.</summary>
    public Task<Outcome<T>> RunAsync<T>(Change<T> change)
    {
        if (_draining) return Task.FromResult<Outcome<T>>(Refusals.Draining);
        if (!_waiting.Writer.TryWrite(change)) change.Refuse(_draining ? Refusals.Draining : Refusals.Busy);
        return change.Answered;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await database.PrepareAsync();
        _loop = Task.Run(LoopAsync, CancellationToken.None);
    }

    /// <summary>Refuses what comes from now on, and finishes what was taken.</summary>
    public async Task DrainAsync()
    {
        _draining = true;
        _waiting.Writer.TryComplete();
        await _loop;
        CloseStore();
    }

    public Task StopAsync(CancellationToken cancellationToken) => DrainAsync();

    private async Task LoopAsync()
    {
        var changes = new List<Change>();
        Change? next = null;
        while (next is not null || await _waiting.Reader.WaitToReadAsync())
        {
            changes.Clear();
            var weight = 0;
            while (weight < BatchWeight && (next is not null || _waiting.Reader.TryRead(out next)))
            {
                changes.Add(next);
                weight += next.Weight;
                next = null;
            }
            if (changes.Count > 0) await CommitAsync(changes);
        }
    }

    /// <summary>Commits the changes in as few transactions as can be.</summary>
    private async Task CommitAsync(List<Change> changes)
    {
        var done = 0;
        while (done < changes.Count)
        {
            var some = done == 0 ? changes : changes[done..];
            try
            {
                done += await CommitOnceAsync(some);
            }
            catch (Exception e) when (some.Count > 1 && !IsStorage(e))
            {
                // One of them is to blame; alone, it fails alone.
                LogBatchFailed(e, some.Count);
                foreach (var change in some) await CommitAloneAsync(change);
                return;
            }
            catch (Exception e)
            {
                Fail(some, e);
                return;
            }
        }
    }

    private async Task CommitAloneAsync(Change change)
    {
        try
        {
            await CommitOnceAsync([change]);
        }
        catch (Exception e)
        {
            Fail([change], e);
        }
    }

    /// <returns>How many of the changes were committed: those up to the first that closed the batch.</returns>
    private async Task<int> CommitOnceAsync(List<Change> changes)
    {
        var needs = new Needs();
        foreach (var change in changes) change.Need(needs);

        using var turn = await gate.EnterAsync();
        var store = OpenStore();
        var applied = 0;
        IReadOnlyCollection<ScopeCommit> commits;
        try
        {
            store.Begin();
            await needs.LoadAsync(store);
            var batch = new Batch(store, database.Incarnation, time.GetUtcNow().ToUnixTimeMilliseconds());
            while (applied < changes.Count && !batch.Closed) changes[applied++].Run(batch);
            store.Commit();
            commits = batch.Commits;
        }
        finally
        {
            EndBatch(store);
        }
        if (commits.Count > 0) Tell(commits);
        for (var i = 0; i < applied; i++) changes[i].Answer();
        Telemetry.Committed(applied);
        return applied;
    }

    /// <summary>What is committed stays acknowledged, also when telling others of it fails: they see it by the next beat.</summary>
    private void Tell(IReadOnlyCollection<ScopeCommit> commits)
    {
        try
        {
            heads.Note(commits);
            feed.Publish(commits);
        }
        catch (Exception e)
        {
            LogNotTold(e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A batch of {Count} changes failed; they are tried one by one")]
    private partial void LogBatchFailed(Exception exception, int count);

    [LoggerMessage(LogLevel.Error, "A commit could not be told to those who watch; they catch up")]
    private partial void LogNotTold(Exception exception);
}
