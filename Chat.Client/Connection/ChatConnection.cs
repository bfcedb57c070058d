using Chat.Contracts;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.Logging;

namespace Chat.Client;

/// <summary>
/// One person at one server: connects, keeps the state up to date, sends what was written, whatever fails between.
/// Every member may be called from any thread.
/// </summary>
public sealed partial class ChatConnection : IAsyncDisposable
{
    private readonly ILogger _logger;
    private readonly ChatEngine _engine;
    private readonly WakefulClock _clock;
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;
    private int _started;
    private int _disposed;

    /// <summary>A connection that does nothing before <see cref="StartAsync"/>.</summary>
    public ChatConnection(ChatConnectionOptions options)
    {
        if (!options.Server.IsAbsoluteUri || options.Server.Scheme is not ("http" or "https"))
            throw new ArgumentException($"{options.Server} is no server address: it begins with http:// or https://.", nameof(options));
        Options = options;
        _logger = options.Logging.CreateLogger<ChatConnection>();
        _clock = new WakefulClock(options.Time);
        _engine = new ChatEngine(options.ClientName, Random.Shared.NextDouble);
        _timer = options.Time.CreateTimer(_ => _inputs.Writer.TryWrite(engine => engine.Tick()), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What it was made with.</summary>
    public ChatConnectionOptions Options { get; }

    /// <summary>The transport of the connection that is open; none while there is none. Anything but WebSocket means that it was refused on the way.</summary>
    public HttpTransportType Transport => _connected && _socket is { } socket ? socket.Transport : HttpTransportType.None;

    /// <summary>A sentence on the outbox, if it isn't as it should be: another process has it, or the end of a file was damaged by a crash.</summary>
    public string? OutboxNotice => _outbox?.Notice;

    /// <summary>Whether what waits to be sent is on this machine's disk, from where the next process sends it.</summary>
    public bool KeepsOutbox => _outbox is { IsOnDisk: true };

    /// <summary>Loads the outbox and what an earlier process kept, and begins to connect; does not wait for the server.</summary>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Interlocked.Exchange(ref _started, 1) != 0) throw new InvalidOperationException("The connection was started before.");
        var entries = Options.Me is { } me ? OpenOutbox(me) : [];
        _rows = OpenRows();
        _running = Task.Run(() => RunAsync(entries), CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Waits until the client is live.</summary>
    /// <returns>Ok, or the error why it won't be by itself: signed out, upgrade required.</returns>
    public async Task<Outcome<Done>> WaitUntilLiveAsync(CancellationToken cancellationToken = default)
    {
        await foreach (var state in ReadStatesAsync(cancellationToken).ConfigureAwait(false))
        {
            switch (state.Connection)
            {
                case ConnectionState.Live:
                    return Done.Value;
                case ConnectionState.SignedOut:
                    return new Error { Code = ErrorCodes.SignedOut, Message = state.Problem ?? "Sign in again.", Final = true };
                case ConnectionState.UpgradeRequired:
                    return new Error { Code = ErrorCodes.UpgradeRequired, Message = state.Problem ?? "This client is too old: get a newer one.", Final = true };
            }
        }

        return new Error { Code = ClientErrors.Offline, Message = "The connection was closed.", Final = false };
    }

    /// <summary>Connects at once instead of at <see cref="ChatState.RetryAt"/>.</summary>
    public void ReconnectNow() => Tell(engine => engine.ReconnectNow());

    /// <summary>Closes the connection; what waits in the outbox stays on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        Tell(engine => engine.Stop());
        // Before the loop ends: it tells who waits that their message is on disk.
        if (_outbox is { } outbox) await outbox.DisposeAsync().ConfigureAwait(false);
        _inputs.Writer.TryComplete();
        await _running.ConfigureAwait(false);
        if (_rows is { } rows) await rows.DisposeAsync().ConfigureAwait(false);
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _timer.DisposeAsync().ConfigureAwait(false);
        GiveUpPosts();
        EndStates();
        await Task.WhenAny(_closing, Task.Delay(CloseTimeout, Options.Time)).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private void Tell(Action<ChatEngine> input) => _inputs.Writer.TryWrite(input);

    private Task<Outcome<T>> AskAsync<T>(string method, object request, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<Outcome<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _inputs.Writer.TryWrite(engine => engine.Request<T>(method, request, outcome => answer.TrySetResult(outcome)))
            ? answer.Task.WaitAsync(cancellationToken)
            : Task.FromResult<Outcome<T>>(Closed());
    }

    private static Error Closed() => new() { Code = ClientErrors.Offline, Message = "The connection was closed.", Final = false };
}
