using System.Collections.Concurrent;
using System.Collections.Frozen;
using Chat.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Chat.Server;

/// <summary>
/// Tells the watchers of a room who of its members is here: all of it when they begin to watch, then one difference a
/// second. Only watched rooms are kept here, and nothing of it is durable.
/// </summary>
public sealed partial class PresenceNews : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly ChatDatabase _database;
    private readonly ChatConnections _connections;
    private readonly ChangeFeed _feed;
    private readonly TimeProvider _time;
    private readonly ILogger<PresenceNews> _log;
    private readonly PresenceBoard _board;
    private readonly long _startedAt;

    private readonly ConcurrentDictionary<Guid, RoomPresence> _rooms = new();
    private readonly ConcurrentDictionary<Guid, long> _touched = new();
    private readonly ConcurrentDictionary<Guid, bool> _stale = new();
    private readonly ConcurrentDictionary<(ChatConnection Connection, Guid Room), bool> _missed = new();
    private readonly SemaphoreSlim _one = new(1, 1);
    private bool _started;

    public PresenceNews(
        ChatDatabase database, ChatConnections connections, ChangeFeed feed, Watching watching, TimeProvider time, ILogger<PresenceNews> log)
    {
        (_database, _connections, _feed, _time, _log) = (database, connections, feed, time, log);
        _board = new PresenceBoard(time);
        _startedAt = time.GetTimestamp();
        connections.PersonChanged += person => _touched[person] = time.GetTimestamp();
        watching.RoomWatched += (connection, room) => _ = ShowAsync(connection, room);
        feed.Committed += NoteMembers;
    }

    /// <summary>Whether a person is a member of a room that somebody watches.</summary>
    public bool IsMember(Guid room, Guid person) => _rooms.TryGetValue(room, out var presence) && presence.Members.Contains(person);

    /// <summary>The members of a room that somebody watches; of another: none.</summary>
    internal FrozenSet<Guid> MembersOf(Guid room) => _rooms.TryGetValue(room, out var presence) ? presence.Members : FrozenSet<Guid>.Empty;

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in _time.EveryAsync(Tick, stoppingToken))
        {
            await _one.WaitAsync(CancellationToken.None);
            try
            {
                await TellAsync();
            }
            catch (Exception e)
            {
                LogNotTold(e);
            }
            finally
            {
                _one.Release();
            }
        }
    }

    // For as long after the start as a device may need to come back, who is not here is not known to be gone.
    private bool Known => _time.GetElapsedTime(_startedAt) >= PresenceBoard.Grace;

    private async Task TellAsync()
    {
        var changed = TakeChanges();
        var first = !_started && Known;
        _started |= first;
        foreach (var (room, presence) in _rooms)
        {
            if (_feed.Find(Scope.Room(room)) is not { Watchers.Length: > 0 } feed)
            {
                _rooms.TryRemove(room, out _);
                continue;
            }

            var members = _stale.TryRemove(room, out _) ? ReadMembers(room) : null;
            var difference = presence.Difference(_board, changed, members);
            var news = first ? presence.Whole(_board, known: true) : difference;
            if (news is null) continue;
            var message = Message(news);
            foreach (var watcher in feed.Watchers)
                if (watcher.IsWatching && !watcher.Connection.SendEphemeral(message)) _missed[(watcher.Connection, room)] = true;
        }

        // A room that isn't kept is read anew once somebody watches it.
        foreach (var room in _stale.Keys)
            if (!_rooms.ContainsKey(room)) _stale.TryRemove(room, out _);
        await TellThoseWhoMissedAsync();
    }

    private HashSet<Guid> TakeChanges()
    {
        var changed = new HashSet<Guid>();
        foreach (var touched in _touched)
        {
            // Touched again meanwhile, it stays for the next time.
            if (!_touched.TryRemove(touched)) continue;
            var clients = _connections.Of(touched.Key).Where(c => c.Greeted).Select(c => new ClientPresence(c.Hidden, c.Away)).ToList();
            if (_board.Update(touched.Key, clients, touched.Value)) changed.Add(touched.Key);
        }

        changed.UnionWith(_board.EndGraces());
        return changed;
    }

    /// <summary>A connection that was busy gets the whole once it isn't: a lost difference would stay wrong for long.</summary>
    private async Task TellThoseWhoMissedAsync()
    {
        foreach (var missed in _missed)
        {
            _missed.TryRemove(missed);
            await ShowNowAsync(missed.Key.Connection, missed.Key.Room);
        }
    }

    private async Task ShowAsync(ChatConnection connection, Guid room)
    {
        await _one.WaitAsync();
        try
        {
            await ShowNowAsync(connection, room);
        }
        catch (Exception e)
        {
            LogNotTold(e);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task ShowNowAsync(ChatConnection connection, Guid room)
    {
        if (connection.Watches.Find(Scope.Room(room)) is not { } watch) return;
        if (!_rooms.TryGetValue(room, out var presence))
            _rooms[room] = presence = new RoomPresence(room, ReadMembers(room));
        if (watch.IsWatching && !connection.SendEphemeral(Message(presence.Whole(_board, Known)))) _missed[(connection, room)] = true;
    }

    private void NoteMembers(ScopeCommit commit)
    {
        if (commit.Scope.Kind == ScopeKind.Room && commit.Rows.Any(row => row.Kind == RoomMember.MemberKind)) _stale[commit.Scope.Id] = true;
    }

    private FrozenSet<Guid> ReadMembers(Guid room)
    {
        using var snapshot = _database.ReadSnapshot();
        return snapshot.Rows.List<RoomMember>("RoomId = ?1 AND Role IS NOT NULL", s => s.Bind(1, room)).Select(m => m.PersonId).ToFrozenSet();
    }

    private static SerializedHubMessage Message(PresenceChanged presence) =>
        new(new InvocationMessage(nameof(IChatClient.Presence), [presence]));

    [LoggerMessage(LogLevel.Error, "Presence was not told; the next second tries again")]
    private partial void LogNotTold(Exception exception);
}
