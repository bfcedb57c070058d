namespace Chat.Benchmarks;

/// <summary>Parts of the report that other programs and other runs write: what is written anew leaves the others as they are.</summary>
internal static class ReportPart
{
    /// <summary>A part as it stands in a report, with the empty line before it; empty when there is none.</summary>
    /// <param name="report">The whole report.</param>
    /// <param name="title">The part's heading.</param>
    public static string Of(string report, string title)
    {
        var (begin, end) = Place(report, title);
        return begin < 0 ? "" : $"{report[begin..end].TrimEnd()}\n";
    }

    /// <summary>A report with another part in the place of the one that was there, or at its end.</summary>
    /// <param name="report">The whole report.</param>
    /// <param name="title">The part's heading.</param>
    /// <param name="part">The part, with the empty line before it and its heading.</param>
    public static string Replace(string report, string title, string part)
    {
        var (begin, end) = Place(report, title);
        if (begin < 0) return $"{report.TrimEnd()}\n{part.TrimEnd()}\n";
        var after = report[end..].Trim('\n');
        return $"{report[..begin].TrimEnd()}\n{part.TrimEnd()}\n{(after.Length > 0 ? $"\n{after}\n" : "")}";
    }

    private static (int Begin, int End) Place(string report, string title)
    {
        var heading = $"\n## {title}\n";
        var begin = report.IndexOf(heading, StringComparison.Ordinal);
        if (begin < 0) return (-1, -1);
        var next = report.IndexOf("\n## ", begin + heading.Length, StringComparison.Ordinal);
        return (begin, next < 0 ? report.Length : next);
    }
}
