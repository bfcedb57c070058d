using Microsoft.AspNetCore.SignalR;

namespace Chat.Server;

/// <summary>
/// Keeps the connections of the hub. The framework's own sends would queue without bound for a reader that is stuck, so
/// everything that is fanned out goes through <see cref="ChatConnection"/> instead.
/// </summary>
public sealed class ChatLifetimeManager(ChatConnections connections, TimeProvider time, ILogger<DefaultHubLifetimeManager<ChatHub>> log)
    : DefaultHubLifetimeManager<ChatHub>(log)
{
    public override async Task OnConnectedAsync(HubConnectionContext connection)
    {
        await base.OnConnectedAsync(connection);
        connections.Add(new ChatConnection(connection, connection.User.Caller(), time));
        Telemetry.ConnectionOpened();
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        if (connections.Remove(connection.ConnectionId) is { } gone)
        {
            gone.Close();
            Telemetry.ConnectionClosed();
        }
        return base.OnDisconnectedAsync(connection);
    }
}
