using System.Diagnostics;
using System.Threading.Channels;
using Chat.Contracts;

namespace Chat.Server;

/// <summary>
/// The one door for durable change. It takes what is waiting, loads what that needs, applies it in order, commits, and
/// answers. It has a thread of its own, since a sync holds a thread for as long as the disk takes.
/// </summary>
public sealed partial class RoomLog(
    ChatDatabase database, WriteGate gate, ChangeFeed heads, IChangeFeed feed, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<RoomLog> log)
    : IHostedService
{
    private const int BatchWeight = 1_000;

    /// <summary>Where changes come together, batches begin at least so far apart.</summary>
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(4);

    // Nothing runs in the continuation but the waking of the one thread that waits.
    private readonly Channel<Change> _waiting = Channel.CreateBounded<Change>(
        new BoundedChannelOptions(10_000) { SingleReader = true, AllowSynchronousContinuations = true });
    private readonly TaskCompletionSource _drain = new();
    private Task _loop = Task.CompletedTask;
    private long _batchBegan;
    private bool _hadCompany;

    /// <summary>Carries out a change and answers it when it is on disk, or refuses it.</summary>
    public Task<Outcome<T>> RunAsync<T>(Change<T> change)
    {
        if (IsDraining) return Task.FromResult<Outcome<T>>(Refusals.Draining);
        if (!_waiting.Writer.TryWrite(change)) change.Refuse(IsDraining ? Refusals.Draining : Refusals.Busy);
        return change.Answered;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await database.PrepareAsync();
        _loop = Task.Factory.StartNew(Loop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Refuses what comes from now on, and finishes what was taken.</summary>
    public async Task DrainAsync()
    {
        _drain.TrySetResult();
        _waiting.Writer.TryComplete();
        await _loop;
        CloseStore();
    }

    /// <summary>Drains, but not for ever: a disk that hangs doesn't keep the process.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => DrainAsync().WaitAsync(cancellationToken);

    private bool IsDraining => _drain.Task.IsCompleted;

    private void Loop()
    {
        var changes = new List<Change>();
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            WaitForCompany();
            changes.Clear();
            for (var weight = 0; weight < BatchWeight && _waiting.Reader.TryRead(out var next); weight += next.Weight) changes.Add(next);
            _hadCompany = changes.Count > 1;
            if (changes.Count > 0) Commit(changes);
        }
    }

    /// <summary>
    /// A batch costs a sync and a dozen pages however small it is. So one that follows closely on another waits a little
    /// for company, as long as company comes: after a batch of one change nobody waits, and somebody alone who sends one
    /// thing after the other is never held up. (PostgreSQL's commit_delay and commit_siblings have the same purpose.)
    /// </summary>
    private void WaitForCompany()
    {
        var since = Stopwatch.GetElapsedTime(_batchBegan);
        if (_hadCompany && since < Spacing) _drain.Task.Wait(Spacing - since);
        _batchBegan = Stopwatch.GetTimestamp();
    }

    /// <summary>Commits the changes in as few transactions as can be.</summary>
    private void Commit(List<Change> changes)
    {
        var done = 0;
        while (done < changes.Count)
        {
            var some = done == 0 ? changes : changes[done..];
            try
            {
                done += CommitOnce(some);
            }
            catch (Exception e) when (some.Count > 1 && !IsStorage(e))
            {
                // One of them is to blame; alone, it fails alone.
                LogBatchFailed(e, some.Count);
                foreach (var change in some) CommitAlone(change);
                return;
            }
            catch (Exception e)
            {
                Fail(some, e);
                return;
            }
        }
    }

    private void CommitAlone(Change change)
    {
        try
        {
            CommitOnce([change]);
        }
        catch (Exception e)
        {
            Fail([change], e);
        }
    }

    /// <returns>How many of the changes were committed: those up to the first that closed the batch.</returns>
    private int CommitOnce(List<Change> changes)
    {
        var needs = new Needs();
        foreach (var change in changes) change.Need(needs);

        using var turn = gate.Enter();
        var store = OpenStore();
        var applied = 0;
        IReadOnlyCollection<ScopeCommit> commits;
        try
        {
            store.Begin();
            needs.Load(store);
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
