using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Chat.Benchmarks;

/// <summary>A client of a SignalR hub over a WebSocket, with the framework's JSON protocol.</summary>
internal abstract class HubClient : RoomClient
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<byte[]>> _calls = new();
    private readonly HubSocket _socket;
    private int _lastCall;

    protected HubClient(Place place) : base(place) => _socket = new HubSocket(OnRecord);

    public override Exception? Failure => _socket.Failure;

    public override long Bytes => _socket.Bytes;

    public override void Dispose()
    {
        _socket.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Sends records, each with its end.</summary>
    protected void Send(ReadOnlySpan<byte> records) => _socket.Send(records);

    /// <summary>Connects and agrees on the protocol.</summary>
    protected async Task OpenAsync(IPEndPoint server, string path, string? token, CancellationToken cancellationToken)
    {
        await _socket.OpenAsync(server, path, token, cancellationToken);
        var greeting = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls[0] = greeting;
        Send("{\"protocol\":\"json\",\"version\":1}\u001e"u8);
        await greeting.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Calls a hub method and waits for the record of its answer.</summary>
    /// <exception cref="IOException">The call failed.</exception>
    protected async Task<byte[]> CallAsync(string target, string arguments, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastCall);
        var answer = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls[id] = answer;
        Send(Encoding.UTF8.GetBytes($$"""{"type":1,"invocationId":"{{id}}","target":"{{target}}","arguments":[{{arguments}}]}""" + "\u001e"));
        var record = await answer.Task.WaitAsync(cancellationToken);
        return record.AsSpan().IndexOf("\"error\":"u8) < 0 ? record : throw new IOException($"{target}: {Encoding.UTF8.GetString(record)}");
    }

    /// <summary>An invocation by the server.</summary>
    protected abstract void OnEvent(ReadOnlySpan<byte> record);

    /// <summary>A message was answered, whose call has an id that begins with p.</summary>
    protected abstract void OnPosted(ReadOnlySpan<byte> record);

    private void OnRecord(ReadOnlySpan<byte> record)
    {
        var begin = "{\"type\":"u8;
        if (!record.StartsWith(begin))
        {
            // The answer to the greeting is {} alone.
            if (_calls.TryRemove(0, out var greeting)) greeting.SetResult(record.ToArray());
            return;
        }
        switch (record[begin.Length])
        {
            case (byte)'1': OnEvent(record); break;
            case (byte)'3': OnAnswer(record); break;
            case (byte)'6': Send("{\"type\":6}\u001e"u8); break;
            case (byte)'7': throw new IOException($"The server ends the connection: {Encoding.UTF8.GetString(record)}");
        }
    }

    private void OnAnswer(ReadOnlySpan<byte> record)
    {
        var begin = "{\"type\":3,\"invocationId\":\""u8;
        if (!record.StartsWith(begin)) return;
        if (record[begin.Length] == (byte)'p') OnPosted(record);
        else if (Utf8Parser.TryParse(record[begin.Length..], out int id, out _) && _calls.TryRemove(id, out var call)) call.SetResult(record.ToArray());
    }
}
