namespace Chat.Benchmarks;

/// <summary>What WebSockets replaced: a room asked over HTTP every second, and by long polling, beside ours.</summary>
internal sealed class PollingWorkload : Workload
{
    private static readonly LoadPlan Plan = new(Rooms: 1, Watchers: 100, Senders: 10, Rate: 10);

    public override string Name => "Polling";

    public override string Measures => "a room of 100 watching, 10 messages/s, beside polling every second and long polling from memory";

    public override async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        await using var ours = await RoomLoad.StartAsync(new ChatContender(run.Server, Plan), Plan, run, cancellationToken);
        await using var everySecond = await RoomLoad.StartAsync(YardstickContender.Polling(), Plan, run, cancellationToken);
        await using var longPolling = await RoomLoad.StartAsync(YardstickContender.LongPolling(), Plan, run, cancellationToken);
        var rounds = new Rounds(run, ours, everySecond, longPolling);
        await rounds.RunAsync(cancellationToken);
        rounds.DrawLatency(Name);
        return
        [
            .. from yardstick in new[] { 1, 2 }
               let beside = yardstick == 1 ? "polling every second" : "long polling"
               from measurement in new[]
               {
                   rounds.Measure(Name, $"bytes per delivery, {beside}", "bytes", w => (double)w.Bytes / Math.Max(1, w.Deliveries), null, yardstick) with { Figures = rounds.Figures(yardstick) },
                   rounds.Measure(Name, $"latency, median, {beside}", "ms", w => w.Received.Milliseconds(50), null, yardstick),
                   rounds.Measure(Name, $"CPU per delivery, {beside}", "µs", w => w.MicrosecondsPerDelivery, null, yardstick),
               }
               select measurement,
        ];
    }
}
