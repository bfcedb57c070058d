using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Chat.Benchmarks;

/// <summary>
/// A WebSocket that carries records ended by 0x1E, as SignalR's JSON protocol does. It costs the generator little: frames
/// are taken apart in place, and records are handed on as bytes.
/// </summary>
/// <param name="onRecord">Takes each whole record, without its end, on the one task that receives.</param>
internal sealed class HubSocket(HubSocket.RecordHandler onRecord) : IDisposable
{
    /// <summary>Takes a record; its bytes are good until it returns.</summary>
    public delegate void RecordHandler(ReadOnlySpan<byte> record);

    /// <summary>What ends a record.</summary>
    public const byte RecordEnd = 0x1e;

    private const int HeaderAndMask = 14;
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Lock _sending = new();
    private byte[] _buffer = new byte[4096];
    private byte[] _outgoing = new byte[1024];

    // In the buffer: text that was taken out of its frames up to _text, then what was received but not yet looked at.
    private int _text, _raw, _end, _scanned;
    private long _frameLeft, _bytes;
    private bool _disposed;

    /// <summary>Why it ended; null while it is open or when it was ended here.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Bytes that came and went, frames and all.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Connects, and goes on receiving in the background.</summary>
    public async Task OpenAsync(IPEndPoint server, string pathAndQuery, string? token, CancellationToken cancellationToken)
    {
        await _socket.ConnectAsync(server, cancellationToken);
        var authorization = token is null ? "" : $"Authorization: Bearer {token}\r\n";
        await _socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {pathAndQuery} HTTP/1.1\r\nHost: {server}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n{authorization}" +
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"), cancellationToken);
        int head;
        while ((head = _buffer.AsSpan(0, _end).IndexOf("\r\n\r\n"u8)) < 0)
            if (!await ReceiveAsync(cancellationToken)) throw new IOException("The server closed the connection instead of upgrading it.");
        if (!_buffer.AsSpan(0, _end).StartsWith("HTTP/1.1 101"u8))
            throw new IOException($"The server did not upgrade the connection: {Encoding.ASCII.GetString(_buffer, 0, head)}");
        _raw = head + 4;
        _ = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>Sends a record or several, each with its end.</summary>
    public void Send(ReadOnlySpan<byte> records)
    {
        lock (_sending)
        {
            if (_outgoing.Length < records.Length + HeaderAndMask) _outgoing = new byte[records.Length * 2];
            var header = WriteHeader(_outgoing, records.Length, opcode: 1);
            records.CopyTo(_outgoing.AsSpan(header));
            SendAll(_outgoing.AsSpan(0, header + records.Length));
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _socket.Dispose();
    }

    /// <summary>The mask is 0, which changes nothing of what it masks.</summary>
    private static int WriteHeader(Span<byte> to, int length, byte opcode)
    {
        to[0] = (byte)(0x80 | opcode);
        var header = 2;
        if (length < 126)
        {
            to[1] = (byte)(0x80 | length);
        }
        else if (length <= ushort.MaxValue)
        {
            to[1] = 0x80 | 126;
            BinaryPrimitives.WriteUInt16BigEndian(to[2..], (ushort)length);
            header = 4;
        }
        else
        {
            to[1] = 0x80 | 127;
            BinaryPrimitives.WriteUInt64BigEndian(to[2..], (ulong)length);
            header = 10;
        }
        to.Slice(header, 4).Clear();
        return header + 4;
    }

    private void SendAll(ReadOnlySpan<byte> bytes)
    {
        Interlocked.Add(ref _bytes, bytes.Length);
        while (bytes.Length > 0) bytes = bytes[_socket.Send(bytes)..];
    }

    private async Task RunAsync()
    {
        try
        {
            while (TakeFrames() && await ReceiveAsync(CancellationToken.None)) { }
            if (!_disposed) Failure = new IOException("The server closed the connection.");
        }
        catch (Exception e)
        {
            if (!_disposed) Failure = e;
        }
    }

    private async ValueTask<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var count = await _socket.ReceiveAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += count;
        Interlocked.Add(ref _bytes, count);
        return count > 0;
    }

    /// <returns>False when the server closes the connection.</returns>
    private bool TakeFrames()
    {
        while (true)
        {
            if (_frameLeft > 0)
            {
                var count = (int)Math.Min(_frameLeft, _end - _raw);
                _buffer.AsSpan(_raw, count).CopyTo(_buffer.AsSpan(_text));
                _text += count;
                _raw += count;
                _frameLeft -= count;
            }
            if (_frameLeft > 0 || _end - _raw < 2) break;
            var left = _buffer.AsSpan(_raw, _end - _raw);
            var opcode = left[0] & 0xf;
            var (header, length) = (left[1] & 0x7f) switch
            {
                126 => (4, left.Length < 4 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(left[2..])),
                127 => (10, left.Length < 10 ? 0 : (long)BinaryPrimitives.ReadUInt64BigEndian(left[2..])),
                var small => (2, small),
            };
            if (left.Length < header) break;
            if (opcode == 8) return false;
            if (opcode is 9 or 10)
            {
                // Pings and pongs are short, and taken whole.
                if (left.Length < header + length) break;
                if (opcode == 9) Pong(left.Slice(header, (int)length));
                _raw += header + (int)length;
                continue;
            }
            _raw += header;
            _frameLeft = length;
        }
        TakeRecords();
        return true;
    }

    private void Pong(ReadOnlySpan<byte> payload)
    {
        Span<byte> frame = stackalloc byte[HeaderAndMask + 125];
        var header = WriteHeader(frame, payload.Length, opcode: 10);
        payload.CopyTo(frame[header..]);
        lock (_sending) SendAll(frame[..(header + payload.Length)]);
    }

    private void TakeRecords()
    {
        var begin = 0;
        int length;
        while ((length = _buffer.AsSpan(_scanned, _text - _scanned).IndexOf(RecordEnd)) >= 0)
        {
            var end = _scanned + length;
            onRecord(_buffer.AsSpan(begin, end - begin));
            begin = _scanned = end + 1;
        }
        // What is left moves to the front: the begin of a record, then bytes without their frame's head.
        var text = _text - begin;
        var raw = _end - _raw;
        _buffer.AsSpan(begin, text).CopyTo(_buffer);
        _buffer.AsSpan(_raw, raw).CopyTo(_buffer.AsSpan(text));
        (_text, _raw, _end, _scanned) = (text, text, text + raw, text);
    }
}
