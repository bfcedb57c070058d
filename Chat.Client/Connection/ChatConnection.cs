using Chat.Contracts;

namespace Chat.Client;

/// <summary>
/// One person at one server: connects, keeps the state up to date, sends what was written, whatever fails between.
/// Every member may be called from any thread.
/// </summary>
public sealed partial class ChatConnection : IAsyncDisposable
{
    /// <summary>A connection that does nothing before <see cref="StartAsync"/>.</summary>
    public ChatConnection(ChatConnectionOptions options) => Options = options;

    /// <summary>What it was made with.</summary>
    public ChatConnectionOptions Options { get; }

    /// <summary>What is known now: the same instance until something changes.</summary>
    public ChatState State => throw new NotSupportedException();

    /// <summary>A sentence on the outbox, if it isn't as it should be: another process has it, or the end of a file was damaged by a crash.</summary>
    public string? OutboxNotice => throw new NotSupportedException();

    /// <summary>Loads the outbox and begins to connect; does not wait for the server.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Waits until the client is live.</summary>
    /// <returns>Ok, or the error why it won't be by itself: signed out, upgrade required.</returns>
    public Task<Outcome<Done>> WaitUntilLiveAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>The state, now and whenever it changed; changes in quick succession are seen as one.</summary>
    public IAsyncEnumerable<ChatState> ReadStatesAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Connects at once instead of at <see cref="ChatState.RetryAt"/>.</summary>
    public void ReconnectNow() => throw new NotSupportedException();

    /// <summary>Closes the connection; what waits in the outbox stays on disk.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<Outcome<T>> AskAsync<T>(string method, object request, CancellationToken cancellationToken) =>
        throw new NotSupportedException(method + request + cancellationToken);
}
