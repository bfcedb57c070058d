using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Chat.Tests.Delivery;

/// <summary>A fault run and what came out of it.</summary>
internal sealed record ReportLine(FaultRun Run, RunResult Result, TimeSpan Took)
{
    /// <summary>Nothing was found, and every bound was met, times and ratios too.</summary>
    public bool IsGood => !Result.AllFaults.Any() && Result.Figures.All(figure => figure.IsMet);
}

/// <summary>The published report on what the fault runs found.</summary>
/// <param name="At">When it was made.</param>
/// <param name="Scale">How long the runs were.</param>
/// <param name="Lines">A line for each run.</param>
/// <param name="Histories">What the checker said of broken histories.</param>
/// <param name="Servers">What the checker said of broken servers.</param>
internal sealed record DeliveryReport(
    DateTimeOffset At, Scale Scale, IReadOnlyList<ReportLine> Lines, IReadOnlyList<Judged> Histories, IReadOnlyList<Judged> Servers)
{
    public bool IsGood => Lines.All(line => line.IsGood) && Histories.Concat(Servers).All(one => one.IsCaught);

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Delivery report, {At:yyyy-MM-dd}

            What became of the [delivery contract](delivery-proof.md) while the server was killed, stopped, cut off, starved and lied to.
            Real processes, load running; a checker that knows nothing of the server's inside read what its clients did and saw.

            - machine: {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}
            - repeat it: `dotnet run -c Release --project Chat.Tests -- delivery-report` (about {Math.Ceiling(Lines.Sum(l => l.Took.TotalMinutes))} minutes; as root, for the runs that mount or trace); single runs: add their names
            - the short form of the same runs is a part of `./test.sh`

            | run | acknowledged | unknown at first | lost | doubled | reordered | gaps | minutes | verdict |
            |---|--:|--:|--:|--:|--:|--:|--:|---|

            """);
        foreach (var line in Lines) text.AppendLine(Row(line));
        text.AppendLine(CultureInfo.InvariantCulture, $"| **all** | {Sum(v => v.Acknowledged):N0} | {Sum(v => v.Unknown):N0} | {Sum(v => v.Lost)} | {Sum(v => v.Doubled)} | {Sum(v => v.Reordered)} | {Sum(v => v.Gaps)} | {Lines.Sum(l => l.Took.TotalMinutes):F1} | {(IsGood ? "good" : "not good")} |");
        text.AppendLine().AppendLine("## The checker, checked").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Broken histories caught: **{Histories.Count(h => h.IsCaught)} of {Histories.Count}**. Broken servers caught, from their histories alone: **{Servers.Count(s => s.IsCaught)} of {Servers.Count}**:");
        text.AppendLine();
        foreach (var server in Servers) text.AppendLine(CultureInfo.InvariantCulture, $"- {(server.IsCaught ? "" : "**missed**: ")}{server.Name}");
        text.AppendLine().AppendLine("## The runs");
        foreach (var line in Lines) AppendRun(text, line);
        return text.ToString();
    }

    private static string Row(ReportLine line)
    {
        var verdicts = line.Result.Verdicts;
        var counts = verdicts.Count == 0
            ? "| | | | | | "
            : string.Create(CultureInfo.InvariantCulture, $"| {verdicts.Sum(v => v.Acknowledged):N0} | {verdicts.Sum(v => v.Unknown):N0} | {verdicts.Sum(v => v.Lost)} | {verdicts.Sum(v => v.Doubled)} | {verdicts.Sum(v => v.Reordered)} | {verdicts.Sum(v => v.Gaps)} ");
        return string.Create(CultureInfo.InvariantCulture, $"| [{line.Run.Name}](#{line.Run.Name}) {counts}| {line.Took.TotalMinutes:F1} | {(line.IsGood ? "good" : "**not good**")} |");
    }

    private static void AppendRun(StringBuilder text, ReportLine line)
    {
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"### {line.Run.Name}");
        text.AppendLine(CultureInfo.InvariantCulture, $"{char.ToUpperInvariant(line.Run.What[0])}{line.Run.What[1..]}.").AppendLine();
        if (line.Result.Figures.Count > 0)
        {
            text.AppendLine("| figure | measured | bound |").AppendLine("|---|--:|--:|");
            foreach (var figure in line.Result.Figures)
            {
                var unit = figure.Unit.Length > 0 ? " " + figure.Unit : "";
                var bound = (figure.AtMost, figure.AtLeast) switch
                {
                    ({ } most, _) => $"≤ {most:#,0.##}{unit}",
                    (_, { } least) => $"≥ {least:#,0.##}{unit}",
                    _ => "",
                };
                text.AppendLine(CultureInfo.InvariantCulture, $"| {figure.Name} | {figure.Value:#,0.##}{unit}{(figure.IsMet ? "" : " **missed**")} | {bound} |");
            }
        }
        foreach (var fault in line.Result.AllFaults) text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"**Found:** {fault}");
    }

    private long Sum(Func<Verdict, long> count) => Lines.SelectMany(line => line.Result.Verdicts).Sum(count);
}
