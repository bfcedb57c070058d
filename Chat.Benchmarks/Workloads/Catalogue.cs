namespace Chat.Benchmarks;

/// <summary>All workloads, in the order in which they run.</summary>
internal static class Catalogue
{
    /// <summary>A new one of each.</summary>
    public static IReadOnlyList<Workload> All =>
    [
        new RoomWorkload("W1", "a room of 100 watching, 10 senders, 1,000 messages/s of 200 bytes", new(1, 100, 10, 1_000), Target.Ratio(0.6, 0.4))
        {
            MedianLatency = Target.Value(10),
            WithKestrel = true,
        },
        new RoomWorkload("W1s", "W1 at a tenth of its rate", new(1, 100, 10, 100), Target.Ratio(1.2)),
        new RoomWorkload("W2", "a room of 1,000 watching, 50 messages/s", new(1, 1_000, 10, 50), Target.Ratio(1.0, 0.7))
        {
            TailLatency = Target.Ratio(1.5),
            WithKestrel = true,
        },
        new RoomWorkload("W3", "1,000 rooms of 5, 1,000 messages/s", new(1_000, 5, 1, 1_000), Target.Ratio(1.0, 0.75))
        {
            QuickPlan = new(200, 5, 1, 200),
        },
        new IdleWorkload(),
        new RoomWorkload("W5", "the most deliveries/s in a room of 100, 10 senders", new(1, 100, 10, null), Target.Ratio(1.3, 1.0)),
        new UnloadedWorkload(),
        new LargeRoomWorkload(),
        new PollingWorkload(),
        new HistoryWorkload(),
        new StartUpWorkload(),
    ];
}
