using Chat.Contracts;

namespace Chat.Client;

public sealed partial class ChatConnection
{
    // These are touched by the loop only.
    private readonly Dictionary<Guid, TaskCompletionSource<Outcome<Guid>>> _storing = [];
    private readonly Dictionary<Guid, TaskCompletionSource<Outcome<PostResult>>> _posting = [];
    private bool _wasLive;
    private volatile OutboxStore? _outbox;

    /// <summary>How many messages of a person wait on this machine to be sent to a server, whichever process wrote them. Reads only.</summary>
    /// <exception cref="IOException">The outbox can't be read.</exception>
    public static int CountWaiting(string storeFolder, Uri server, Guid person) => OutboxFolder.CountWaiting(storeFolder, server, person);

    /// <summary>Deletes a person's outbox at a server on this machine, unless something waits there or another process uses it.</summary>
    /// <returns>How many messages wait.</returns>
    /// <exception cref="IOException">It can't be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be deleted.</exception>
    public static int DeleteEmptyOutbox(string storeFolder, Uri server, Guid person) => OutboxFolder.DeleteEmpty(OutboxFolder.PathOf(storeFolder, server, person));

    /// <summary>Puts a message into the outbox; it is sent as soon as there is a connection, and drawn at once.</summary>
    /// <returns>Its id, once it is on disk; or why the text can't be sent as it is.</returns>
    public Task<Outcome<Guid>> PostAsync(Guid room, string text)
    {
        var stored = NewPromise<Outcome<Guid>>();
        return TryPost(room, text, stored, null) ? stored.Task : Task.FromResult<Outcome<Guid>>(Closed());
    }

    /// <summary>As <see cref="PostAsync"/>, and waits until the server took or refused it.</summary>
    /// <returns>The number and time it got, or the refusal. When cancelled, the message stays in the outbox.</returns>
    public async Task<Outcome<PostResult>> PostAndWaitAsync(Guid room, string text, CancellationToken cancellationToken = default)
    {
        var (stored, posted) = (NewPromise<Outcome<Guid>>(), NewPromise<Outcome<PostResult>>());
        if (!TryPost(room, text, stored, posted)) return Closed();
        var outcome = await stored.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        return outcome.Ok ? await posted.Task.WaitAsync(cancellationToken).ConfigureAwait(false) : outcome.Error!;
    }

    /// <summary>Tries a refused or unconfirmed message again, with the same id.</summary>
    public void Retry(Guid id) => Tell(engine => engine.Retry(id));

    /// <summary>Takes a message out of the outbox, unless it is under way.</summary>
    public void Discard(Guid id) => Tell(engine => engine.Discard(id));

    private static TaskCompletionSource<T> NewPromise<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool TryPost(
        Guid room, string text, TaskCompletionSource<Outcome<Guid>> stored, TaskCompletionSource<Outcome<PostResult>>? posted)
    {
        var now = Options.Time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        return _inputs.Writer.TryWrite(engine =>
        {
            _storing[id] = stored;
            if (posted is not null) _posting[id] = posted;
            engine.Post(room, id, text, now.ToUnixTimeMilliseconds(), error => NotQueued(id, error));
        });
    }

    private void NotQueued(Guid id, Error error)
    {
        _posting.Remove(id);
        if (_storing.Remove(id, out var stored)) _afterwards.Add(() => stored.TrySetResult(error));
    }

    private void Posted(Guid id, Outcome<PostResult> outcome)
    {
        if (_posting.Remove(id, out var posted)) posted.TrySetResult(outcome);
    }

    /// <summary>The connection ends: what was not sent stays in the outbox, and nobody hears of it any more.</summary>
    private void GiveUpPosts()
    {
        foreach (var stored in _storing.Values) stored.TrySetResult(Closed());
        foreach (var posted in _posting.Values) posted.TrySetResult(Closed());
    }

    private IReadOnlyList<OutboxEntry> OpenOutbox(Guid person)
    {
        var (log, notice) = Options.StoreFolder is { } folder
            ? OutboxFolder.Open(OutboxFolder.PathOf(folder, Options.Server, person))
            : (null, null);
        if (notice is not null) Log.Outbox(_logger, notice);
        _outbox = new OutboxStore(log, notice, Stored, NotStored, entries => Tell(engine => engine.TakenOver(entries)));
        return _outbox.Entries;
    }

    private async Task ChangeOutboxAsync(Guid person)
    {
        if (_outbox is { } other) await other.DisposeAsync().ConfigureAwait(false);
        var entries = OpenOutbox(person);
        Tell(engine => engine.Loaded(entries));
    }

    // What a process that has ended meanwhile could not send goes out by this one.
    private void TakeOverWhenLive(bool live)
    {
        if (live && !_wasLive) _outbox?.TakeOver();
        _wasLive = live;
    }

    private void Stored(Guid id) => Tell(engine =>
    {
        engine.Stored(id);
        if (_storing.Remove(id, out var stored)) _afterwards.Add(() => stored.TrySetResult(id));
    });

    private void NotStored(Guid id, string problem) => Tell(engine =>
    {
        engine.NotStored(id);
        NotQueued(id, new Error { Code = ClientErrors.Storage, Message = problem, Final = false });
    });
}
