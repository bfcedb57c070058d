using System.Diagnostics;

namespace Chat.Benchmarks;

/// <summary>Counts what one load sends and gets, from many threads. Times count for messages that were sent in the measured window.</summary>
internal sealed class Meter : IDisposable
{
    private long _from = long.MaxValue, _to = long.MaxValue;
    private long _deliveries, _lost, _doubled, _refused;

    /// <summary>From sending to acknowledgement.</summary>
    public Latencies Acknowledged { get; } = new();

    /// <summary>From sending to receipt, of each receiver.</summary>
    public Latencies Received { get; } = new();

    /// <summary>How much later than planned messages were sent.</summary>
    public Latencies Lateness { get; } = new();

    /// <summary>Deliveries until now.</summary>
    public long Deliveries => Interlocked.Read(ref _deliveries);

    /// <summary>Messages that a watcher did not get before a later one of the same sender.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Messages that came again, or after a later one of the same sender.</summary>
    public long Doubled => Interlocked.Read(ref _doubled);

    /// <summary>Messages that were not taken.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>What is sent from now on counts.</summary>
    public void Begin() => Interlocked.Exchange(ref _from, Stopwatch.GetTimestamp());

    /// <summary>What is sent from now on doesn't count any more.</summary>
    public void End() => Interlocked.Exchange(ref _to, Stopwatch.GetTimestamp());

    public void Lose(long count) => Interlocked.Add(ref _lost, count);
    public void Double() => Interlocked.Increment(ref _doubled);
    public void Refuse(int count) => Interlocked.Add(ref _refused, count);
    public void Deliver(int count) => Interlocked.Add(ref _deliveries, count);

    public void Record(Latencies latencies, long sent, long now)
    {
        if (sent >= Interlocked.Read(ref _from) && sent < Interlocked.Read(ref _to)) latencies.Record(sent, now);
    }

    public void Dispose()
    {
        Acknowledged.Dispose();
        Received.Dispose();
        Lateness.Dispose();
    }
}
