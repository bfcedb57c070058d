using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Chat.Benchmarks;

/// <summary>Writes <c>docs/benchmarks.md</c> and its pictures.</summary>
internal static class BenchmarkReport
{
    private const string Pictures = "images/benchmarks";

    /// <summary>Writes the report of a run.</summary>
    /// <param name="measurements">Its measurements.</param>
    /// <param name="failed">Workloads that came to no end.</param>
    /// <param name="run">The run, with its curves.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task WriteAsync(
        IReadOnlyList<Measurement> measurements, IReadOnlyList<string> failed, BenchmarkRun run, TimeSpan took, CancellationToken cancellationToken)
    {
        var docs = Path.Combine(Repository.Root, "docs");
        var drawn = Plots.Draw([.. run.Curves, .. DerivedCurves.Of(measurements)], Path.Combine(docs, Pictures));
        var file = Path.Combine(docs, "benchmarks.md");
        var before = File.Exists(file) ? await File.ReadAllTextAsync(file, cancellationToken) : "";

        // `npm run perf` writes the one, `console --report` the other.
        var others = ReportPart.Of(before, "The page") + ReportPart.Of(before, ConsolePart.Title);
        await File.WriteAllTextAsync(file, Markdown(measurements, failed, run, drawn, took) + others, cancellationToken);
        run.Tell($"Written: docs/benchmarks.md and {drawn.Count} pictures");
    }

    private static string Markdown(
        IReadOnlyList<Measurement> measurements, IReadOnlyList<string> failed, BenchmarkRun run, IReadOnlyList<(string File, string Title)> drawn, TimeSpan took)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Benchmarks, {TimeProvider.System.GetLocalNow():yyyy-MM-dd}

            What the server costs, beside the framework's own limit: a bare SignalR hub with a group broadcast, which stores nothing. Ours stores every
            message, syncs it to disk (`synchronous=FULL`, the shipped default) and indexes it, and everybody sees one order. Written by
            `dotnet run -c Release --project Chat.Benchmarks -- all` ({took.TotalMinutes:F0} minutes); [development.md](development.md#benchmarks) says how to read and repeat it.

            - machine: {Environment.ProcessorCount} cores ({RuntimeInformation.ProcessArchitecture}), {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}; server or yardstick held to one core, the load generator to the others
            - Chat.Server: a ReadyToRun publish, {RuntimeSettings.Of(run.Server)}; defaults but for `{string.Join(' ', ChatContender.Options)}`
            - yardsticks: {RuntimeSettings.OfYardsticks}
            - medians of {run.Scale.Rounds} rounds of {run.Scale.Window.TotalSeconds:F0} s, ours and yardstick in turns while the other stands still, after {run.Scale.RunIn.TotalSeconds:F0} s of load each; W4 of 3; W7 of 3 windows of 15 s, none standing still; W8 of 3 windows at each size, and the mean of its pages; a ratio is the median of the rounds' own ratios, in W8 and W9 that of the figures

            | workload | metric | ours | yardstick | ratio | target | verdict |
            |---|---|--:|--:|--:|--:|---|

            """);
        foreach (var measurement in measurements) text.AppendLine(CultureInfo.InvariantCulture, $"| {string.Join(" | ", ResultTable.Row(measurement))} |");
        text.AppendLine();
        foreach (var workload in failed) text.AppendLine(CultureInfo.InvariantCulture, $"**{workload} came to no end.**").AppendLine();
        AppendWorkloads(text, measurements);
        AppendGenerator(text, measurements);
        text.AppendLine("## Pictures");
        foreach (var (file, title) in drawn) text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"![{title}]({Pictures}/{file})");
        return text.ToString();
    }

    private static void AppendWorkloads(StringBuilder text, IReadOnlyList<Measurement> measurements)
    {
        text.AppendLine("## The workloads").AppendLine();
        foreach (var workload in Catalogue.All)
        {
            var yardsticks = measurements.Where(m => m.Workload == workload.Name).Select(m => m.YardstickName).OfType<string>().Distinct().ToList();
            text.AppendLine(CultureInfo.InvariantCulture, $"- **{workload.Name}**: {workload.Measures}{(yardsticks.Count > 0 ? $"; beside: {string.Join(", ", yardsticks)}" : "")}");
        }
        text.AppendLine();
    }

    /// <summary>What the generator itself did: a load that wasn't sent in time flatters the server.</summary>
    private static void AppendGenerator(StringBuilder text, IReadOnlyList<Measurement> measurements)
    {
        var told = measurements.Where(m => m.Figures.ContainsKey("generator lateness p99 ms")).ToList();
        if (told.Count == 0) return;
        text.AppendLine("## Beside the medians").AppendLine();
        text.AppendLine("The generator's own lateness and use of CPU, for ours / for the yardstick. Losses, duplicates and a broken order would stand in the verdicts above.").AppendLine();
        text.AppendLine("| workload | deliveries/s | server cores | bytes per delivery | acknowledged p50, p99 ms | received p99.9 ms | resident MB | generator cores | generator late, p99 ms | rooms in disorder |");
        text.AppendLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var measurement in told)
        {
            string Both(string name) => $"{Figure(measurement, name)} / {Figure(measurement, "yardstick " + name)}";
            text.AppendLine(CultureInfo.InvariantCulture, $"| {measurement.Workload} | {Both("deliveries/s")} | {Both("server cores")} | {Both("bytes per delivery")} | {Figure(measurement, "acknowledged p50 ms")}, {Figure(measurement, "acknowledged p99 ms")} | {Both("received p99.9 ms")} | {Both("resident MB")} | {Both("generator cores")} | {Both("generator lateness p99 ms")} | {Both("rooms in disorder")} |");
        }
        text.AppendLine();
    }

    private static string Figure(Measurement measurement, string name) =>
        measurement.Figures.TryGetValue(name, out var figure) ? ResultTable.Number(figure) : "";
}
