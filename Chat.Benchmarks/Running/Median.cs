namespace Chat.Benchmarks;

/// <summary>The middle of several rounds.</summary>
internal static class Median
{
    /// <summary>The middle value, or the mean of the middle two.</summary>
    public static double Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
