namespace Chat.Benchmarks;

/// <summary>All workloads, in the order in which they run.</summary>
internal static class Catalogue
{
    /// <summary>A new one of each.</summary>
    public static IReadOnlyList<Workload> All =>
    [
    ];
}
