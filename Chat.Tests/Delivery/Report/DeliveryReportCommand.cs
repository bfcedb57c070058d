using System.Diagnostics;
using Chat.Tests.Support;

namespace Chat.Tests.Delivery;

/// <summary>
/// Runs the fault runs in their long form and, when it was all of them, writes <c>docs/delivery-report.md</c>:
/// <c>delivery-report [--short] [NAME ...]</c>.
/// </summary>
internal static class DeliveryReportCommand
{
    private const int Failed = 1;
    private const int Misused = 2;

    /// <returns>0 when nothing was found and every bound was met, 1 when not, 2 for arguments that make no sense.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var scale = arguments.Contains("--short") ? Scale.Short : Scale.Long;
        var names = arguments.Where(argument => argument != "--short").ToList();
        IReadOnlyList<FaultRun> runs;
        try
        {
            runs = names.Count == 0 ? FaultRuns.All : [.. names.Select(FaultRuns.Of)];
        }
        catch (ArgumentException e)
        {
            await System.Console.Error.WriteLineAsync(e.Message);
            return Misused;
        }
        using var stop = new CancellationTokenSource();
        System.Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        var lines = new List<ReportLine>();
        foreach (var run in runs) lines.Add(await RunAsync(run, scale, stop.Token));

        var isWhole = names.Count == 0;
        var report = new DeliveryReport(
            TimeProvider.System.GetLocalNow(), scale, lines,
            isWhole ? HistoryCheckerTests.JudgeBroken() : [], isWhole ? await BrokenServerTests.JudgeBrokenAsync() : []);
        if (isWhole && scale == Scale.Long)
        {
            var file = Repository.File("docs", "delivery-report.md");
            await File.WriteAllTextAsync(file, report.ToMarkdown(), stop.Token);
            System.Console.WriteLine("Written: docs/delivery-report.md");
        }
        System.Console.WriteLine(report.IsGood ? "Nothing was found, and every bound is met." : "Not everything is as it should be: see above.");
        return report.IsGood ? 0 : Failed;
    }

    private static async Task<ReportLine> RunAsync(FaultRun run, Scale scale, CancellationToken stop)
    {
        System.Console.WriteLine($"{run.Name}: {run.What}");
        var began = Stopwatch.GetTimestamp();
        RunResult result;
        try
        {
            result = await run.RunAsync(scale, line => System.Console.WriteLine($"    {line}"), stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            // The others are run all the same; this one is in the report as it ended.
            result = new RunResult { Figures = [], Faults = [$"It did not come to its end: {e.GetType().Name}: {e.Message}"] };
            System.Console.WriteLine(e);
        }
        var line = new ReportLine(run, result, Stopwatch.GetElapsedTime(began));
        foreach (var figure in result.Figures) System.Console.WriteLine($"  {figure}{(figure.IsMet ? "" : "  MISSED")}");
        foreach (var fault in result.AllFaults) System.Console.WriteLine($"  FAULT {fault}");
        System.Console.WriteLine($"  {(line.IsGood ? "good" : "NOT GOOD")}, {line.Took.TotalSeconds:F0} s");
        return line;
    }
}
