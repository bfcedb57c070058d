using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net.WebSockets;
using Chat.Contracts;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.SignalR;

namespace Chat.Server;

/// <summary>
/// Runs the hub on the framework's WebSockets without the pipes that its own transport has between them; every other way
/// to the hub (negotiation, server-sent events, long polling) stays the framework's.
/// </summary>
internal sealed class ChatSockets(IServiceProvider services, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>So long a client may take to say farewell in turn, or to take what is still under way to it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ConnectionDelegate _hub = new ConnectionBuilder(services).UseHub<ChatHub>().Build();
    private readonly ConcurrentDictionary<SocketConnection, byte> _open = new();

    /// <summary>The hub over one WebSocket, until either side ends it.</summary>
    public async Task RunAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var reader = new SocketReader(socket);
        var connection = new SocketConnection(context, reader, new SocketWriter(socket, time));
        _open[connection] = 0;
        try
        {
            await _hub(connection);
        }
        finally
        {
            _open.TryRemove(connection, out _);
            await CloseAsync(socket, reader);
            await connection.DisposeAsync();
        }
    }

    /// <summary>The hub's pings to those who are silent, and its look for clients that are.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in time.EveryAsync(Tick, stoppingToken))
            foreach (var (connection, _) in _open) connection.Beat();
    }

    private static async Task CloseAsync(WebSocket socket, SocketReader reader)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
            await reader.EndAsync(patience.Token);
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            socket.Abort();
        }
        finally
        {
            reader.Complete();
        }
    }
}

/// <summary>A WebSocket as the hub sees it.</summary>
internal sealed class SocketConnection : DefaultConnectionContext, IConnectionHeartbeatFeature, IDuplexPipe
{
    private Action? _beats;

    public SocketConnection(HttpContext context, SocketReader input, SocketWriter output) : base(context.TraceIdentifier)
    {
        (Input, Output) = (input, output);
        ConnectionId = Guid.NewGuid().ToString("N");
        Transport = this;
        User = context.User;
        ConnectionClosed = context.RequestAborted;
        Features.Set<IConnectionHeartbeatFeature>(this);
    }

    public PipeReader Input { get; }

    public PipeWriter Output { get; }

    public void OnHeartbeat(Action<object> action, object state) => _beats += () => action(state);

    /// <summary>A second has passed.</summary>
    public void Beat() => _beats?.Invoke();
}

/// <summary>Maps the hub.</summary>
internal static class ChatSocketsMap
{
    /// <summary>Maps <see cref="ChatHub"/>: its WebSockets to <see cref="ChatSockets"/>, all else as the framework does.</summary>
    public static void MapChatHub(this WebApplication app)
    {
        var sockets = app.Services.GetRequiredService<ChatSockets>();
        app.MapHub<ChatHub>(Protocol.HubPath).Add(endpoint =>
        {
            if (endpoint.RequestDelegate is { } other)
                endpoint.RequestDelegate = context => context.WebSockets.IsWebSocketRequest ? sockets.RunAsync(context) : other(context);
        });
    }
}
