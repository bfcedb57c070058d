using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Chat.Contracts;
using Chat.Tests.Support;

namespace Chat.Tests;

/// <summary>The hub over a bare WebSocket, frames as bytes: so that broken ones can be sent too.</summary>
public sealed class RawSocket : IAsyncDisposable
{
    private const byte End = 0x1E;
    private readonly ClientWebSocket _socket = new();
    private readonly Queue<JsonElement> _frames = [];
    private readonly byte[] _buffer = new byte[1 << 20];
    private int _calls;

    /// <summary>How the server closed it, once it has.</summary>
    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    /// <summary>Connects with the token in the query, and shakes hands.</summary>
    public static async Task<RawSocket> OpenAsync(Uri server, string token)
    {
        var raw = new RawSocket();
        await raw._socket.ConnectAsync(AddressOf(server, token), TestContext.Current.CancellationToken).Within();
        await raw.SendAsync("""{"protocol":"json","version":1}""");
        Assert.Equal("{}", (await raw.FrameAsync())!.Value.GetRawText());
        return raw;
    }

    /// <summary>As <see cref="OpenAsync"/>, and says hello.</summary>
    public static async Task<RawSocket> GreetAsync(Uri server, string token)
    {
        var raw = await OpenAsync(server, token);
        var welcome = await raw.CallAsync("Hello", """{"protocol":1,"client":"test/0"}""");
        Assert.True(welcome.GetProperty("ok").GetBoolean());
        return raw;
    }

    public static Uri AddressOf(Uri server, string? token = null) =>
        new UriBuilder(server) { Scheme = "ws", Path = Protocol.HubPath, Query = token is null ? "" : $"access_token={token}" }.Uri;

    /// <summary>Sends a frame.</summary>
    public Task SendAsync(string json) => SendAsync(Encoding.UTF8.GetBytes(json));

    /// <summary>Sends a frame, whatever its bytes are.</summary>
    public Task SendAsync(byte[] json, WebSocketMessageType type = WebSocketMessageType.Text) =>
        _socket.SendAsync((byte[])[.. json, End], type, true, TestContext.Current.CancellationToken).Within();

    /// <summary>Calls a method with what stands between the brackets of <c>arguments</c>; answers the outcome.</summary>
    public async Task<JsonElement> CallAsync(string method, string arguments)
    {
        var id = $"{++_calls}";
        await SendAsync($$"""{"type":1,"invocationId":"{{id}}","target":"{{method}}","arguments":[{{arguments}}]}""");
        return await OutcomeAsync(id);
    }

    /// <summary>The outcome of a call.</summary>
    public async Task<JsonElement> OutcomeAsync(string id)
    {
        while (true)
        {
            var frame = await FrameAsync() ?? throw new InvalidOperationException("The connection closed before the answer came.");
            if (frame.TryGetProperty("invocationId", out var answered) && answered.GetString() == id)
                return frame.TryGetProperty("result", out var outcome) ? outcome : throw new InvalidOperationException(frame.GetRawText());
        }
    }

    /// <summary>The next frame; none when the server has closed the connection.</summary>
    public async Task<JsonElement?> FrameAsync()
    {
        while (_frames.Count == 0)
        {
            var length = 0;
            WebSocketReceiveResult part;
            do
            {
                part = await _socket.ReceiveAsync(new ArraySegment<byte>(_buffer, length, _buffer.Length - length), TestContext.Current.CancellationToken).Within();
                length += part.Count;
            }
            while (!part.EndOfMessage);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            foreach (var frame in Encoding.UTF8.GetString(_buffer, 0, length).Split((char)End, StringSplitOptions.RemoveEmptyEntries))
                _frames.Enqueue(JsonDocument.Parse(frame).RootElement);
        }
        return _frames.Dequeue();
    }

    /// <summary>The frames until the server closes the connection.</summary>
    public async Task<List<JsonElement>> UntilClosedAsync()
    {
        var frames = new List<JsonElement>();
        while (await FrameAsync() is { } frame) frames.Add(frame);
        return frames;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
