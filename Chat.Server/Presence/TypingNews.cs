using System.Collections.Concurrent;
using Chat.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Chat.Server;

/// <summary>Passes on who is typing, to the room's watchers but the typist. What comes too often, or from no member, is dropped.</summary>
public sealed class TypingNews(ChangeFeed feed, PresenceNews presence, TimeProvider time)
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(3);
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<(Guid Room, Guid Person), long> _last = new();

    public void Type(ChatConnection connection, Guid room)
    {
        var person = connection.Caller.Person;
        if (connection.Watches.Find(Scope.Room(room)) is not { IsWatching: true }) return;
        if (!presence.IsMember(room, person) || !IsTime((room, person))) return;
        var message = new SerializedHubMessage(new InvocationMessage(nameof(IChatClient.Typing), [new TypingChanged(room, person)]));
        foreach (var watcher in feed.Find(Scope.Room(room))?.Watchers ?? [])
            if (watcher.IsWatching && watcher.Connection.Caller.Person != person) watcher.Connection.SendEphemeral(message);
    }

    private bool IsTime((Guid, Guid) key)
    {
        var now = time.GetTimestamp();
        if (_last.Count > MostRemembered)
            foreach (var old in _last.Where(l => time.GetElapsedTime(l.Value, now) >= Least)) _last.TryRemove(old);
        if (_last.TryGetValue(key, out var last))
            return time.GetElapsedTime(last, now) >= Least && _last.TryUpdate(key, now, last);
        return _last.TryAdd(key, now);
    }
}
