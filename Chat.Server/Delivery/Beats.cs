using Chat.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Chat.Server;

/// <summary>Sends every connection its beat, and closes those that have been silent for too long.</summary>
public sealed partial class Beats(ChatConnections connections, TimeProvider time, ILogger<Beats> log) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);

    public static BeatTimes Times { get; } = new();

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(Times.Busy);

    /// <summary>After a sign so young no answer is asked for: the one to the next beat, however long that takes, still comes well before the deadline.</summary>
    private static readonly TimeSpan Young = TimeSpan.FromMilliseconds((Times.Deadline - Times.Hidden) / 2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in time.EveryAsync(Tick, stoppingToken))
        {
            foreach (var connection in connections.All)
            {
                try
                {
                    Look(connection);
                }
                catch (Exception e)
                {
                    // Whatever is wrong with one connection, the others get their beats.
                    LogFailed(e);
                    connection.Abort();
                }
            }
        }
    }

    private void Look(ChatConnection connection)
    {
        if (connection.Silence > TimeSpan.FromMilliseconds(Times.Deadline))
        {
            connection.Abort();
            return;
        }
        if (!connection.Greeted) return;
        var since = time.GetElapsedTime(connection.LastBeat);
        if (since < Shortest || since < Interval(connection)) return;
        connection.LastBeat = time.GetTimestamp();
        connection.SendBeat(() => Message(connection));
    }

    private TimeSpan Interval(ChatConnection connection)
    {
        foreach (var watch in connection.Watches.All)
        {
            if (watch.Feed.Scope.Kind == ScopeKind.Room && watch.Feed.ChangedAt is var changed && changed != 0
                && time.GetElapsedTime(changed) < TimeSpan.FromMinutes(1)) return TimeSpan.FromMilliseconds(Times.Busy);
        }
        return TimeSpan.FromMilliseconds(connection.Hidden ? Times.Hidden : Times.Quiet);
    }

    private SerializedHubMessage Message(ChatConnection connection)
    {
        var beat = new Beat
        {
            Time = time.GetUtcNow().ToUnixTimeMilliseconds(),
            Watched = [.. connection.Watches.All.Where(w => w.IsWatching).Select(w => new ScopeHead(w.Feed.ScopeName, w.Feed.Head))],
            Rooms = connection.TakeHeads(),
            NoAnswer = connection.Silence < Young ? true : null,
        };
        return new SerializedHubMessage(new InvocationMessage(nameof(IChatClient.Beat), [beat]));
    }

    [LoggerMessage(LogLevel.Error, "A connection could not be given its beat, and was cut")]
    private partial void LogFailed(Exception exception);
}
