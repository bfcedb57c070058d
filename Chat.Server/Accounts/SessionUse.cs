using System.Collections.Concurrent;
using Chat.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Chat.Server;

/// <summary>
/// Keeps sessions as long as they are used, and no longer. Also notices the sessions that were ended from outside (the
/// command line has no other way to this process) and closes their sockets.
/// </summary>
internal sealed partial class SessionUse(
    ChatDatabase database, RoomLog log, ChatConnections connections, SessionSockets sockets, TimeProvider time, ILogger<SessionUse> logger)
    : BackgroundService
{
    private static readonly TimeSpan Expiry = TimeSpan.FromDays(60);
    private static readonly TimeSpan Due = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    // Who only holds a socket open uses the session too.
    private const int TicksOfOpenSockets = 30 * 60;
    private const int MostForgotten = 500;

    private readonly ConcurrentDictionary<Guid, bool> _used = new();

    /// <summary>Whether nobody has used the session for so long that it is over.</summary>
    public bool HasExpired(Session session) => Now - session.LastUsedAt > (long)Expiry.TotalMilliseconds;

    /// <summary>Whether its last use was so long ago that it is to be noted again.</summary>
    public bool IsDue(Session session) => Now - session.LastUsedAt >= (long)Due.TotalMilliseconds;

    /// <summary>A session was used; written within a second, and nobody waits for it.</summary>
    public void Note(Guid session) => _used[session] = true;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var since = Now;
        await foreach (var tick in time.EveryAsync(Look, stoppingToken))
        {
            try
            {
                since = await CloseEndedAsync(since);
                if (tick % TicksOfOpenSockets == TicksOfOpenSockets - 1)
                {
                    foreach (var connection in connections.All) Note(connection.Caller.Session);
                    await log.RunAsync(new ForgetSessionsChange(Now - (long)Expiry.TotalMilliseconds, MostForgotten));
                }

                await WriteUseAsync();
            }
            catch (Exception e)
            {
                LogFailed(e);
            }
        }
    }

    private async Task WriteUseAsync()
    {
        if (_used.IsEmpty) return;
        var used = _used.Keys.ToList();
        foreach (var session in used) _used.TryRemove(session, out _);
        await log.RunAsync(new UseSessionsChange(used));
    }

    private async Task<long> CloseEndedAsync(long since)
    {
        var now = Now;
        if (connections.Count == 0) return now;
        // A little again each time: a row may be committed later than the time that stands in it.
        var from = since - 5_000;
        await using var db = database.Read();
        var ended = await db.Sessions.Where(s => s.RevokedAt >= from).Select(s => new { s.AccountId, s.Id }).ToListAsync();
        foreach (var account in ended.GroupBy(s => s.AccountId))
            sockets.Close(new EndedSessions(account.Key, [.. account.Select(s => s.Id)]));
        return now;
    }

    [LoggerMessage(LogLevel.Error, "Looking after the sessions failed; it is tried again")]
    private partial void LogFailed(Exception exception);
}

/// <summary>Notes that sessions were used.</summary>
internal sealed class UseSessionsChange(IReadOnlyList<Guid> sessions) : Change<Done>
{
    public override void Need(Needs needs) => needs.Other(db => db.Sessions.Where(s => sessions.Contains(s.Id)));

    public override Outcome<Done> Apply(Batch batch)
    {
        foreach (var session in batch.Local<Session>().Where(s => sessions.Contains(s.Id)))
            session.LastUsedAt = Math.Max(session.LastUsedAt, batch.Now);
        return Done.Value;
    }
}

/// <summary>Removes sessions that ended long ago, so that their list doesn't grow for ever.</summary>
internal sealed class ForgetSessionsChange(long before, int most) : Change<Done>
{
    public override void Need(Needs needs) => needs.Other(db => db.Sessions
        .Where(s => s.LastUsedAt < before || s.RevokedAt < before).OrderBy(s => s.LastUsedAt).Take(most));

    public override Outcome<Done> Apply(Batch batch)
    {
        foreach (var session in batch.Local<Session>().Where(s => s.LastUsedAt < before || s.RevokedAt < before).ToList())
            batch.Remove(session);
        return Done.Value;
    }
}
