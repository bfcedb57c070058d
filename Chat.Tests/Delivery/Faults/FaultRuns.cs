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
        new StormRun(),
    ];

    /// <summary>The run of a name.</summary>
    public static FaultRun Of(string name) => All.First(run => run.Name == name);
}
