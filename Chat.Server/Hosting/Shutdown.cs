using System.Security.Cryptography;
using Chat.Contracts;

namespace Chat.Server;

/// <summary>
/// The order in which a server goes: not ready, refuse what is new, finish what was taken, tell the clients when to come
/// back, close, stop. By the machine's clock, since it bounds the end of a process and nothing that people see.
/// </summary>
internal sealed partial class Shutdown(RoomLog log, ChatConnections connections, ChatFiles files, StartUp startUp, ILogger<Shutdown> logger)
    : IHostedLifecycleService
{
    private static readonly TimeSpan MostForCommits = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan MostForClosing = TimeSpan.FromSeconds(3);

    /// <summary>What is left for the framework: with the phases before, a server is gone within 10 s.</summary>
    public static readonly TimeSpan MostForTheRest = TimeSpan.FromSeconds(2);

    // The answers and sets of the last commits are on their way to the sockets: they leave first.
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(50);

    // A server takes about 2 s to be back, and lets in about 200 clients a second without anybody noticing.
    private const int FirstBack = 2_000;
    private const int LeastSpread = 2_000;
    private const int SpreadPerClient = 5;

    private readonly Lock _lock = new();
    private Task? _draining;

    /// <summary>Whether the server is on its way out.</summary>
    public bool IsDraining => Volatile.Read(ref _draining) is not null;

    /// <summary>All but the stop itself. Again: the same.</summary>
    public Task DrainAsync()
    {
        lock (_lock) return _draining ??= Task.Run(DrainOnceAsync);
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        files.Hold();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        startUp.IsOver = true;
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => DrainAsync();

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task DrainOnceAsync()
    {
        LogDraining(connections.Count);
        try
        {
            await log.DrainAsync().WaitAsync(MostForCommits, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            LogCommitsUnfinished();
        }

        var open = connections.All.ToList();
        if (open.Count == 0) return;
        await Task.Delay(Linger, TimeProvider.System);
        var spread = Math.Max(LeastSpread, open.Count * SpreadPerClient);
        var closing = open.Select(connection => CloseAsync(connection, FirstBack + RandomNumberGenerator.GetInt32(spread)));
        await Task.WhenAny(Task.WhenAll(closing.Append(GoneAsync())), Task.Delay(MostForClosing, TimeProvider.System));
    }

    private static async Task CloseAsync(ChatConnection connection, int retryAfter)
    {
        try
        {
            await connection.AbortAfterAsync(nameof(IChatClient.Draining), new Draining(retryAfter));
        }
        catch (Exception)
        {
            connection.Abort();
        }
    }

    /// <summary>Until the last connection has said goodbye.</summary>
    private async Task GoneAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        while (connections.Count > 0) await timer.WaitForNextTickAsync();
    }

    [LoggerMessage(LogLevel.Information, "Shutting down; {Connections} connections are open")]
    private partial void LogDraining(int connections);

    [LoggerMessage(LogLevel.Warning, "Not all commits were finished in time; what was not acknowledged is sent again by its clients")]
    private partial void LogCommitsUnfinished();
}
