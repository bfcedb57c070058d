namespace Chat.Tests.Delivery;

/// <summary>All fault runs, in the order of the report.</summary>
internal static class FaultRuns
{
    /// <summary>A new one of each.</summary>
    public static IReadOnlyList<FaultRun> All =>
    [
        new KillRun(),
        new StopRun(),
        new SameIdRun(),
        new NetworkRun(),
        new SlowReadersRun(),
        new StormRun(),
        new HalfOpenRun(),
        new CutOffRun(),
        new CyclesRun(),
        new DiskFullRun(),
        new LockedRun(),
        new SyncOrderRun(),
        new SyncErrorsRun(),
        new ForeignReaderRun(),
        new OwnReadersRun(),
        new ClockRun(),
        new PoisonRowRun(),
        new OlderCopyRun(),
        new LargeStartRun(),
        new MutatedFramesRun(),
    ];

    /// <summary>The run of a name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static FaultRun Of(string name) => All.FirstOrDefault(run => run.Name == name)
        ?? throw new ArgumentException($"There is no run '{name}'; there are {string.Join(", ", All.Select(run => run.Name))}.", nameof(name));
}
