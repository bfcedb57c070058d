namespace Chat.Benchmarks;

/// <summary>Rooms that are watched and spoken in, on our server and on bare servers, window by window in turns.</summary>
internal sealed class RoomWorkload(string name, string measures, LoadPlan full, Target cpu) : Workload
{
    public override string Name => name;

    public override string Measures => measures;

    /// <summary>A bound on the median latency in milliseconds, if any.</summary>
    public Target? MedianLatency { get; init; }

    /// <summary>A bound on the 99th percentile of latency, if any.</summary>
    public Target? TailLatency { get; init; }

    /// <summary>A smaller load for a first look, when the full one takes long to connect.</summary>
    public LoadPlan? QuickPlan { get; init; }

    /// <summary>Whether the bare Kestrel broadcaster is measured too.</summary>
    public bool WithKestrel { get; init; }

    public override async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var plan = run.Scale.IsQuick && QuickPlan is not null ? QuickPlan : full;
        await using var ours = await RoomLoad.StartAsync(new ChatContender(run.Server, plan), plan, run, cancellationToken);
        await using var bare = await RoomLoad.StartAsync(YardstickContender.SignalR(), plan, run, cancellationToken);
        await using var kestrel = WithKestrel ? await RoomLoad.StartAsync(YardstickContender.Kestrel(), plan, run, cancellationToken) : null;
        var rounds = new Rounds(run, [ours, bare, .. kestrel is null ? (RoomLoad[])[] : [kestrel]]);
        await rounds.RunAsync(cancellationToken);
        rounds.DrawLatency(name);
        var figures = rounds.Figures();
        List<Measurement> measurements =
        [
            rounds.Measure(name, "CPU per delivery", "µs", w => w.MicrosecondsPerDelivery, cpu) with { Figures = figures },
            rounds.Measure(name, "latency, median", "ms", w => w.Received.Milliseconds(50), MedianLatency),
            rounds.Measure(name, "latency, 99th percentile", "ms", w => w.Received.Milliseconds(99), TailLatency),
        ];
        if (WithKestrel) measurements.Add(rounds.Measure(name, "CPU per delivery, beside Kestrel", "µs", w => w.MicrosecondsPerDelivery, null, yardstick: 2));
        if (plan.Rate is null) measurements.Add(rounds.Measure(name, "deliveries", "/s", w => w.DeliveryRate, null));
        return measurements;
    }
}
