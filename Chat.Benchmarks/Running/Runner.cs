using System.Diagnostics;

namespace Chat.Benchmarks;

/// <summary>Runs workloads one after the other.</summary>
internal static class Runner
{
    /// <summary>Runs them, telling progress as it goes; a workload that fails is told of, and the next ones go on.</summary>
    /// <returns>The measurements, and the names of the workloads that failed.</returns>
    public static async Task<(IReadOnlyList<Measurement> Measurements, IReadOnlyList<string> Failed)> RunAsync(
        IReadOnlyList<Workload> workloads, BenchmarkRun run, CancellationToken cancellationToken)
    {
        var measurements = new List<Measurement>();
        var failed = new List<string>();
        var all = Stopwatch.StartNew();
        foreach (var (index, workload) in workloads.Index())
        {
            run.Tell($"[{index + 1}/{workloads.Count}] {workload.Name}: {workload.Measures}");
            var own = Stopwatch.StartNew();
            try
            {
                measurements.AddRange(await workload.RunAsync(run, cancellationToken));
                run.Tell($"    {workload.Name} took {own.Elapsed.TotalSeconds:F0} s, {all.Elapsed.TotalMinutes:F1} min in all");
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                failed.Add(workload.Name);
                run.Tell($"    {workload.Name} failed: {e}");
            }
        }
        return (measurements, failed);
    }
}
