using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Benchmarks;

/// <summary>What Kestrel costs by itself: a message is framed once, and the same bytes are written to every connection of its room. Nothing is kept.</summary>
internal sealed class Broadcaster
{
    /// <summary>Its path; the room is the query's <c>room</c>.</summary>
    public const string Path = "/broadcast";

    // RFC 6455, 5.2: a final frame of text; a server's frames are not masked.
    private const byte FinalText = 0x81;
    private const byte Length16 = 126;

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Watcher, byte>> _rooms = new();

    /// <summary>Takes a connection: each message that it sends goes to all of its room.</summary>
    public static async Task ServeAsync(HttpContext context)
    {
        var rooms = context.RequestServices.GetRequiredService<Broadcaster>()._rooms;
        var room = rooms.GetOrAdd(context.Request.Query["room"].ToString(), _ => new());
        context.Response.Headers.SecWebSocketAccept = "";
        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.Connection = "Upgrade";
        await using var stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        using var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = Timeout.InfiniteTimeSpan });
        var watcher = new Watcher(stream);
        room[watcher] = 0;
        try
        {
            var buffer = new byte[4096];
            while (await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted) is { MessageType: WebSocketMessageType.Text } received)
            {
                var frame = Frame(buffer.AsSpan(0, received.Count));
                foreach (var (other, _) in room) other.Write(frame);
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException)
        {
            // It went away without a farewell.
        }
        finally
        {
            room.TryRemove(watcher, out _);
        }
    }

    private static byte[] Frame(ReadOnlySpan<byte> text) => text.Length < Length16
        ? [FinalText, (byte)text.Length, .. text]
        : [FinalText, Length16, (byte)(text.Length >> 8), (byte)text.Length, .. text];

    /// <summary>One write is under way; what comes meanwhile goes with the next.</summary>
    private sealed class Watcher(Stream stream)
    {
        private readonly Lock _lock = new();
        private ArrayBufferWriter<byte> _waiting = new();
        private ArrayBufferWriter<byte> _leaving = new();
        private bool _writing, _gone;

        public void Write(ReadOnlySpan<byte> frame)
        {
            lock (_lock)
            {
                if (_gone) return;
                _waiting.Write(frame);
                if (_writing) return;
                _writing = true;
            }
            _ = WriteAsync();
        }

        private async Task WriteAsync()
        {
            while (true)
            {
                lock (_lock)
                {
                    (_leaving, _waiting) = (_waiting, _leaving);
                    if (_leaving.WrittenCount == 0)
                    {
                        _writing = false;
                        return;
                    }
                }
                try
                {
                    await stream.WriteAsync(_leaving.WrittenMemory);
                    _leaving.ResetWrittenCount();
                }
                catch (Exception)
                {
                    lock (_lock) _gone = true;
                    return;
                }
            }
        }
    }
}
