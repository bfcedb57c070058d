namespace Chat.Benchmarks;

/// <summary>W6: one sender, a message at a time, beside a hub method with one synced INSERT.</summary>
internal sealed class UnloadedWorkload : Workload
{
    // Far enough apart that each message finds the server idle.
    private static readonly LoadPlan Plan = new(Rooms: 1, Watchers: 2, Senders: 1, Rate: 50);

    public override string Name => "W6";

    public override string Measures => "one sender, one message at a time: send to acknowledgement and send to receipt";

    public override async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        await using var ours = await RoomLoad.StartAsync(new ChatContender(run.Server, Plan), Plan, run, cancellationToken);
        await using var synced = await RoomLoad.StartAsync(YardstickContender.Synced(), Plan, run, cancellationToken);
        var rounds = new Rounds(run, ours, synced);
        await rounds.RunAsync(cancellationToken);
        rounds.DrawLatency(Name);
        return
        [
            rounds.Measure(Name, "acknowledgement, median", "ms", w => w.Acknowledged.Milliseconds(50), Target.Ratio(1.5)) with { Figures = rounds.Figures() },
            rounds.Measure(Name, "acknowledgement, 99th percentile", "ms", w => w.Acknowledged.Milliseconds(99), null),
            rounds.MeasurePooled(Name, "acknowledgement, 99.9th percentile", 99.9, w => w.Acknowledged),
            rounds.Measure(Name, "receipt, median", "ms", w => w.Received.Milliseconds(50), null),
            rounds.Measure(Name, "receipt, 99th percentile", "ms", w => w.Received.Milliseconds(99), null),
            rounds.MeasurePooled(Name, "receipt, 99.9th percentile", 99.9, w => w.Received),
        ];
    }
}
