using Microsoft.AspNetCore.SignalR;

namespace Chat.Benchmarks;

/// <summary>What SignalR costs by itself: groups and a broadcast, nothing kept. JSON protocol, default options.</summary>
internal sealed class BareHub : Hub
{
    /// <summary>Its path.</summary>
    public const string Path = "/bare";

    /// <summary>Joins a room.</summary>
    public Task Join(string room) => Groups.AddToGroupAsync(Context.ConnectionId, room);

    /// <summary>Says something to a room, oneself included.</summary>
    public Task Say(string room, string text) => Clients.Group(room).SendAsync("Said", text);
}
