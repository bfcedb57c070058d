using System.Globalization;
using System.Text;

namespace Chat.Benchmarks;

/// <summary>The part of the report that measures the console; a run of the server's benchmarks leaves it as it is.</summary>
internal static class ConsolePart
{
    /// <summary>Its heading.</summary>
    public const string Title = "The console";

    /// <summary>Puts the part into the report, in the place of the one that was there.</summary>
    public static async Task WriteAsync(
        IReadOnlyList<Measurement> measurements, IReadOnlyList<Workload> workloads, PublishedConsole console, Scale scale, TimeSpan took, CancellationToken cancellationToken)
    {
        var file = Path.Combine(Repository.Root, "docs", "benchmarks.md");
        var report = await File.ReadAllTextAsync(file, cancellationToken);
        await File.WriteAllTextAsync(file, ReportPart.Replace(report, Title, Markdown(measurements, workloads, console, scale, took)), cancellationToken);
    }

    private static string Markdown(IReadOnlyList<Measurement> measurements, IReadOnlyList<Workload> workloads, PublishedConsole console, Scale scale, TimeSpan took)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""

            ## {Title}

            Measured on {TimeProvider.System.GetLocalNow():yyyy-MM-dd} by `dotnet run -c Release --project Chat.Benchmarks -- console --report{(scale.IsQuick ? " --quick" : "")}` ({took.TotalMinutes:F0} minutes), on a machine of
            {Environment.ProcessorCount} cores with the server beside it; load average {LoadAverage} at the end. The native build, of {new FileInfo(console.Native).Length / 1e6:F1} MB, beside the one of `dotnet tool install`, which is compiled while it
            runs, and beside WeeChat, in turns; medians, and a ratio is the median of the rounds' own ratios. Terminals are pseudo terminals of {ScreenProgram.Columns}x{ScreenProgram.Rows} that answer as xterm does, with `TERM=xterm-256color` and `COLORTERM=truecolor`.
            WeeChat is alone with a channel of an IRC server that keeps nothing and sends the same texts; ours are stored on a disk and synced before anybody is told.

            | workload | metric | native | beside it | ratio | target | verdict |
            |---|---|--:|--:|--:|--:|---|

            """);
        foreach (var measurement in measurements)
        {
            var row = ResultTable.Row(measurement);
            if (measurement.YardstickName is { } yardstick) row[3] += $" ({yardstick})";
            text.AppendLine(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row)} |");
        }

        text.AppendLine();
        foreach (var workload in workloads) text.AppendLine(CultureInfo.InvariantCulture, $"- **{workload.Name}**: {workload.Measures}");
        return text.ToString();
    }

    private static string LoadAverage => OperatingSystem.IsLinux() ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
