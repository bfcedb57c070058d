using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;

namespace Chat.Server;

/// <summary>
/// What a client sends over its WebSocket, as the hub reads it. Idle, it holds no buffer: a read of no bytes waits for the
/// next message. A read that is called off leaves its receive under way, since calling that off would break the socket.
/// </summary>
internal sealed class SocketReader(WebSocket socket) : PipeReader
{
    private const int Smallest = 4 * 1024;

    private byte[] _buffer = [];
    private int _begin, _end;
    private bool _wantsMore = true, _ended;
    private Task<bool>? _receiving;
    private TaskCompletionSource _calledOff = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (_calledOff.Task.IsCompleted)
            {
                _calledOff = new(TaskCreationOptions.RunContinuationsAsynchronously);
                return Held(isCanceled: true);
            }
            if (_ended || !_wantsMore) return Held(isCanceled: false);
            _receiving ??= ReceiveAsync();
            if (!_receiving.IsCompleted) await Task.WhenAny(_receiving, _calledOff.Task);
            if (!_receiving.IsCompleted) continue;
            var received = _receiving;
            _receiving = null;
            _ended = !await received;
            _wantsMore = false;
        }
    }

    public override bool TryRead(out ReadResult result)
    {
        result = Held(isCanceled: false);
        return _ended || !_wantsMore;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        var held = Sequence;
        _wantsMore = held.GetOffset(examined) == held.GetOffset(held.End);
        _begin += (int)(held.GetOffset(consumed) - held.GetOffset(held.Start));
        if (_begin < _end) return;
        (_begin, _end) = (0, 0);
        Release();
    }

    public override void CancelPendingRead() => _calledOff.TrySetResult();

    public override void Complete(Exception? exception = null)
    {
        // A receive under way still writes into the buffer: then it isn't given back.
        if (_receiving is null or { IsCompleted: true }) Release();
    }

    /// <summary>Reads on, and throws away, until the client has said its farewell or is gone.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        while (!_ended)
        {
            (_begin, _end) = (0, 0);
            _receiving ??= ReceiveAsync();
            _ended = !await _receiving.WaitAsync(cancellationToken);
            _receiving = null;
        }
    }

    private ReadOnlySequence<byte> Sequence => new(_buffer, _begin, _end - _begin);

    private ReadResult Held(bool isCanceled) => new(Sequence, isCanceled, _ended);

    /// <returns>False when nothing more comes.</returns>
    /// <exception cref="WebSocketException">What came is no WebSocket frame.</exception>
    private async Task<bool> ReceiveAsync()
    {
        try
        {
            if (_begin == _end && await ReceiveAsync(Memory<byte>.Empty) < 0) return false;
            MakeRoom();
            var count = await ReceiveAsync(_buffer.AsMemory(_end));
            if (count < 0) return false;
            _end += count;
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException
            or WebSocketException { WebSocketErrorCode: WebSocketError.ConnectionClosedPrematurely or WebSocketError.InvalidState })
        {
            // The client went away without a farewell.
            return false;
        }
    }

    /// <returns>How many bytes came; -1 for the client's farewell.</returns>
    private async ValueTask<int> ReceiveAsync(Memory<byte> into)
    {
        var received = await socket.ReceiveAsync(into, CancellationToken.None);
        return received.MessageType == WebSocketMessageType.Close ? -1 : received.Count;
    }

    /// <summary>The hub refuses what is longer than it takes, so the buffer stays within twice that.</summary>
    private void MakeRoom()
    {
        if (_end < _buffer.Length) return;
        var held = _end - _begin;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Smallest, held * 2));
        _buffer.AsSpan(_begin, held).CopyTo(larger);
        Release();
        (_buffer, _begin, _end) = (larger, 0, held);
    }

    private void Release()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }
}
