using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;

namespace Chat.Server;

/// <summary>
/// What the hub writes, a WebSocket message for each flush, straight to the socket: no pipe and no thread lies between, and
/// what was serialised once for all is not copied for each. The hub sees to it that one write is under way at a time.
/// </summary>
internal sealed class SocketWriter(WebSocket socket, TimeProvider time) : PipeWriter
{
    private const int Smallest = 512;
    private static readonly FlushResult Sent = new(isCanceled: false, isCompleted: false), Gone = new(isCanceled: false, isCompleted: true);

    /// <summary>So long a send may still hang when the hub ends the connection.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private byte[] _buffer = [];
    private int _count;
    private volatile Task? _hanging;
    private volatile bool _ending;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _buffer.AsMemory(_count);
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes) => _count += bytes;

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        if (_count == 0) return SendAsync(source);
        source.Span.CopyTo(GetSpan(source.Length));
        Advance(source.Length);
        return FlushAsync(cancellationToken);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (_count == 0) return new(Sent);
        var sending = SendAsync(_buffer.AsMemory(0, _count));
        if (!sending.IsCompletedSuccessfully) return FlushSlowAsync(sending);
        Release();
        return sending;
    }

    /// <summary>The hub ends the connection and waits for what is being written: a reader who takes nothing must not hold that up.</summary>
    public override void CancelPendingFlush()
    {
        _ending = true;
        if (_hanging is { } sending) _ = CutOffAsync(sending);
    }

    public override void Complete(Exception? exception = null)
    {
    }

    private async ValueTask<FlushResult> FlushSlowAsync(ValueTask<FlushResult> sending)
    {
        var result = await sending;
        Release();
        return result;
    }

    private ValueTask<FlushResult> SendAsync(ReadOnlyMemory<byte> message)
    {
        var sending = socket.SendAsync(message, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, CancellationToken.None);
        return sending.IsCompletedSuccessfully ? new(Sent) : SendSlowAsync(sending);
    }

    private async ValueTask<FlushResult> SendSlowAsync(ValueTask sending)
    {
        var hanging = sending.AsTask();
        _hanging = hanging;
        if (_ending) _ = CutOffAsync(hanging);
        try
        {
            await hanging;
            return Sent;
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client is gone; the reader sees it, too, and ends the connection.
            socket.Abort();
            return Gone;
        }
        finally
        {
            _hanging = null;
        }
    }

    private async Task CutOffAsync(Task sending)
    {
        await Task.WhenAny(sending, Task.Delay(Patience, time));
        if (!sending.IsCompleted) socket.Abort();
    }

    private void MakeRoom(int sizeHint)
    {
        if (_buffer.Length - _count >= Math.Max(sizeHint, 1)) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(Smallest, sizeHint) + _count, _count * 2));
        _buffer.AsSpan(0, _count).CopyTo(larger);
        var count = _count;
        Release();
        (_buffer, _count) = (larger, count);
    }

    private void Release()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _count) = ([], 0);
    }
}
