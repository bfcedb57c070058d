using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Chat.Contracts;

namespace Chat.Tests.Delivery;

/// <summary>A WebSocket that reads only when it is told to, and whose system buffers are small.</summary>
internal sealed class BareSocket : IAsyncDisposable
{
    private const char End = '\u001e';
    private readonly ClientWebSocket _socket = new();
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { ConnectCallback = ConnectAsync });
    private readonly Queue<JsonElement> _read = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly List<byte> _begun = [];
    private int _calls;

    public static async Task<BareSocket> ConnectAsync(Uri server, Seat seat)
    {
        var bare = new BareSocket();
        var address = new UriBuilder(new Uri(server, Protocol.HubPath)) { Scheme = "ws", Query = $"access_token={seat.Token}" }.Uri;
        await bare._socket.ConnectAsync(address, bare._http, default).WaitAsync(Wire.Never);
        await bare.SendAsync("""{"protocol":"json","version":1}""");
        await bare.ReadAsync(m => !m.TryGetProperty("type", out _));
        await bare.CallAsync<Welcome>(nameof(IChatHub.Hello), new Hello { Protocol = Protocol.Version, Client = "bare" });
        return bare;
    }

    /// <summary>Calls a method and reads up to its answer.</summary>
    public async Task<T> CallAsync<T>(string method, object request)
    {
        var id = $"{++_calls}";
        await SendAsync($$"""{"type":1,"invocationId":"{{id}}","target":"{{method}}","arguments":[{{JsonSerializer.Serialize(request, Wire.Json)}}]}""");
        var answer = await ReadAsync(m => m.GetProperty("type").GetInt32() == 3 && m.GetProperty("invocationId").GetString() == id);
        return answer.GetProperty("result").Deserialize<Outcome<T>>(Wire.Json)!.Value!;
    }

    /// <summary>Reads whatever comes, until the connection ends or it is disposed of.</summary>
    public async Task DrainAsync()
    {
        try
        {
            while ((await _socket.ReceiveAsync(_buffer, default)).MessageType != WebSocketMessageType.Close) { }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    /// <summary>Reads up to the first message that matches; events before it are lost, unless it is one that is looked for.</summary>
    public async Task<JsonElement> ReadAsync(Func<JsonElement, bool> match)
    {
        while (true)
        {
            while (_read.TryDequeue(out var message))
                if (match(message)) return message;
            var got = await _socket.ReceiveAsync(_buffer, default).WaitAsync(Wire.Never);
            Assert.NotEqual(WebSocketMessageType.Close, got.MessageType);
            foreach (var value in _buffer.AsSpan(0, got.Count))
            {
                if (value != End)
                {
                    _begun.Add(value);
                    continue;
                }
                _read.Enqueue(JsonDocument.Parse(_begun.ToArray()).RootElement);
                _begun.Clear();
            }
        }
    }

    /// <summary>Reads up to an event that matches.</summary>
    public async Task<T> EventAsync<T>(string name, Func<T, bool> match)
    {
        T? found = default;
        await ReadAsync(m => m.TryGetProperty("target", out var target) && target.GetString() == name &&
            match(found = m.GetProperty("arguments")[0].Deserialize<T>(Wire.Json)!));
        return found!;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task SendAsync(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, true, default).WaitAsync(Wire.Never);

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 4 * 1024 };
        await socket.ConnectAsync(new DnsEndPoint(context.DnsEndPoint.Host, context.DnsEndPoint.Port), stop);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
