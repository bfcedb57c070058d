using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace Chat.Benchmarks;

/// <summary>Where a client sits in a load.</summary>
/// <param name="AllSenders">The load's senders, by number.</param>
/// <param name="Room">The room's number.</param>
/// <param name="Member">The member's number in the room; the first ones are its senders.</param>
/// <param name="Senders">How many senders the room has.</param>
internal sealed record Place(Sender[] AllSenders, int Room, int Member, int Senders);

/// <summary>
/// A connection that watches one room, and checks what comes: of each sender every message once and in order. What the
/// framework's JSON protocol has in common for all servers is here.
/// </summary>
internal abstract class RoomClient(Place place) : HubSocket
{
    private readonly int[] _next = new int[place.Senders];
    private readonly ConcurrentDictionary<int, TaskCompletionSource<byte[]>> _calls = new();
    private int _lastCall;

    /// <summary>Where it sits.</summary>
    public Place Place { get; } = place;

    /// <summary>Counts for the load; another one for each window.</summary>
    public Meter Meter { get; set; } = new();

    /// <summary>Set when it sends as well.</summary>
    public Sender? Sender { get; set; }

    /// <summary>A hash of all that came, in order: equal for all watchers of a room.</summary>
    public ulong Order { get; private set; }

    /// <summary>How many messages of a sender of the room came.</summary>
    public int Seen(int senderOfRoom) => Volatile.Read(ref _next[senderOfRoom]);

    /// <summary>Sends a stamped message to the room, without waiting for the answer.</summary>
    public abstract void Post(int sender, int number);

    /// <summary>Says hello and begins to watch.</summary>
    protected async Task GreetAsync(CancellationToken cancellationToken)
    {
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

    protected override void OnRecord(ReadOnlySpan<byte> record)
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

    /// <summary>Checks the messages in a record.</summary>
    protected void Deliver(ReadOnlySpan<byte> record)
    {
        var now = Stopwatch.GetTimestamp();
        var count = 0;
        while (Stamp.TryTake(ref record, out var sender, out var number))
        {
            ref var next = ref _next[sender % Place.Senders];
            if (number < next) Meter.Double();
            else if (number > next) Meter.Lose(number - next);
            if (number >= next) Volatile.Write(ref next, number + 1);
            Order = (Order * 1_099_511_628_211) ^ (((ulong)sender << 32) | (uint)number);
            Meter.Record(Meter.Received, Place.AllSenders[sender].SentAt(number), now);
            count++;
            if (Sender?.Index == sender) Sender.See(number);
            // What follows in the text is filling.
            record = record[Math.Min(record.Length, LoadPlan.TextBytes - Stamp.Length)..];
        }
        Meter.Deliver(count);
    }

    private void OnAnswer(ReadOnlySpan<byte> record)
    {
        var begin = "{\"type\":3,\"invocationId\":\""u8;
        if (!record.StartsWith(begin)) return;
        if (record[begin.Length] == (byte)'p') OnPosted(record);
        else if (Utf8Parser.TryParse(record[begin.Length..], out int id, out _) && _calls.TryRemove(id, out var call)) call.SetResult(record.ToArray());
    }
}
