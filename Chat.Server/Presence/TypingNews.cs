using System.Collections.Concurrent;
using System.Collections.Frozen;
using Chat.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Chat.Server;

/// <summary>
/// Passes on who is typing, to the room's watchers but the typist; in a small room also to members who look at another, for
/// their list of rooms. What comes too often, or from no member, is dropped.
/// </summary>
public sealed class TypingNews(ChangeFeed feed, PresenceNews presence, ChatConnections connections, TimeProvider time)
{
    /// <summary>
    /// How many members a room may have in which all of them are told: a room's typing costs what its readers cost, and in
    /// one of these its members are not many more.
    /// </summary>
    public const int FewMembers = 20;

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
        if (presence.MembersOf(room) is { Count: <= FewMembers } few) TellElsewhere(few, room, person, message);
    }

    /// <summary>Those who look at the chat, but not at this room.</summary>
    private void TellElsewhere(FrozenSet<Guid> members, Guid room, Guid typist, SerializedHubMessage message)
    {
        foreach (var member in members.Where(member => member != typist))
            foreach (var connection in connections.Of(member))
                if (connection is { Greeted: true, Hidden: false } && connection.Watches.Find(Scope.Room(room)) is null) connection.SendEphemeral(message);
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
