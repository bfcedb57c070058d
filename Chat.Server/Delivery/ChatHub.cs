using Chat.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Chat.Server;

/// <summary>
/// The one hub: a connection is one hub, so every feature adds a partial to it. A method is about one expression; what it
/// needs is injected into it, and <see cref="ChatHubFilter"/> stands before all of them.
/// </summary>
[Authorize]
public sealed partial class ChatHub(ChatConnections connections) : Hub<IChatClient>
{
    private ChatConnection Connection => connections.Find(Context.ConnectionId) ?? throw new HubException("The connection is closing.");

    private Caller Caller => Connection.Caller;
}
