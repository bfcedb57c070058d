using System.Globalization;

namespace Chat.Benchmarks;

/// <summary>The measurements as a table of plain text, and as one JSON object a line.</summary>
internal static class ResultTable
{
    private static readonly string[] Heads = ["workload", "metric", "ours", "yardstick", "ratio", "target", "verdict"];

    /// <summary>Writes the table.</summary>
    public static void Write(IReadOnlyList<Measurement> measurements, TextWriter to)
    {
        List<string[]> rows = [Heads, .. measurements.Select(Row)];
        var widths = Enumerable.Range(0, Heads.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            to.WriteLine(string.Join("  ", row.Select((cell, column) => column is 0 or 1 or 6 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
    }

    /// <summary>The cells of a measurement, in the order of the table's columns.</summary>
    public static string[] Row(Measurement measurement) =>
    [
        measurement.Workload,
        measurement.Metric,
        $"{Number(measurement.Ours)} {measurement.Unit}",
        measurement.Yardstick is { } yardstick ? $"{Number(yardstick)} {measurement.Unit}" : "",
        measurement.Ratio is { } ratio ? ratio.ToString("F2", CultureInfo.InvariantCulture) : "",
        measurement.Target is { } target ? TargetText(target, measurement.Unit) : "",
        Verdict(measurement),
    ];

    /// <summary>A figure in three significant digits, thousands in groups.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("F1", CultureInfo.InvariantCulture),
        _ => value.ToString("F2", CultureInfo.InvariantCulture),
    };

    private static string TargetText(Target target, string unit) =>
        $"≤ {Number(target.Most)}{(target.Of == TargetOf.Value ? $" {unit}" : "")}{(target.Aim is { } aim ? $" (aim {Number(aim)})" : "")}";

    private static string Verdict(Measurement measurement) =>
        measurement.Faults.Count > 0 ? $"WRONG: {string.Join("; ", measurement.Faults)}" : measurement.Reached switch { true => "reached", false => "missed", null => "" };
}
