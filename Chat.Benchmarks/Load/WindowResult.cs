using HdrHistogram;

namespace Chat.Benchmarks;

/// <summary>What one measured window gave.</summary>
internal sealed record WindowResult
{
    /// <summary>How long it was.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>CPU time of the server in it.</summary>
    public required TimeSpan ServerCpu { get; init; }

    /// <summary>CPU time of the load generator in it.</summary>
    public required TimeSpan GeneratorCpu { get; init; }

    /// <summary>Messages that came to watchers in it.</summary>
    public required long Deliveries { get; init; }

    /// <summary>Bytes that came to watchers and went from them in it.</summary>
    public required long Bytes { get; init; }

    /// <summary>From sending to acknowledgement.</summary>
    public HistogramBase Acknowledged { get; init; } = new LongHistogram(1, 2, 1);

    /// <summary>From sending to receipt.</summary>
    public HistogramBase Received { get; init; } = new LongHistogram(1, 2, 1);

    /// <summary>How much later than planned messages were sent.</summary>
    public HistogramBase Lateness { get; init; } = new LongHistogram(1, 2, 1);

    /// <summary>Resident bytes of the server afterwards.</summary>
    public long Resident { get; init; }

    /// <summary>Rooms whose watchers saw the messages of different senders in different orders, since the load began.</summary>
    public int RoomsInDisorder { get; init; }

    /// <summary>What was lost, doubled, refused or seen in different orders.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>Server CPU for a delivery, in µs.</summary>
    public double MicrosecondsPerDelivery => ServerCpu.TotalMicroseconds / Math.Max(1, Deliveries);

    /// <summary>Deliveries a second.</summary>
    public double DeliveryRate => Deliveries / Elapsed.TotalSeconds;
}
