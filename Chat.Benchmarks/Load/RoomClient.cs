using System.Diagnostics;

namespace Chat.Benchmarks;

/// <summary>Where a client sits in a load.</summary>
/// <param name="AllSenders">The load's senders, by number.</param>
/// <param name="Room">The room's number.</param>
/// <param name="Member">The member's number in the room; the first ones are its senders.</param>
/// <param name="Senders">How many senders the room has.</param>
internal sealed record Place(Sender[] AllSenders, int Room, int Member, int Senders);

/// <summary>Somebody who watches one room, and checks what comes: of each sender every message once and in order.</summary>
internal abstract class RoomClient(Place place) : IDisposable
{
    private readonly int[] _next = new int[place.Senders];

    /// <summary>Where it sits.</summary>
    public Place Place { get; } = place;

    /// <summary>Counts for the load; another one for each window.</summary>
    public Meter Meter { get; set; } = new();

    /// <summary>Set when it sends as well.</summary>
    public Sender? Sender { get; set; }

    /// <summary>A hash of all that came, in order: equal for all watchers of a room.</summary>
    public ulong Order { get; private set; }

    /// <summary>Why it lost its connection; null when it has not.</summary>
    public abstract Exception? Failure { get; }

    /// <summary>Bytes that came and went until now.</summary>
    public abstract long Bytes { get; }

    /// <summary>How many messages of a sender of the room came.</summary>
    public int Seen(int senderOfRoom) => Volatile.Read(ref _next[senderOfRoom]);

    /// <summary>Sends a stamped message to the room, without waiting for the answer.</summary>
    public abstract void Post(int sender, int number);

    public abstract void Dispose();

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
}
