using System.Diagnostics;
using HdrHistogram;

namespace Chat.Benchmarks;

/// <summary>Durations, recorded from many threads, in a histogram of microseconds with three digits (HdrHistogram).</summary>
internal sealed class Latencies : IDisposable
{
    private const long Longest = 600_000_000;
    private readonly ThreadLocal<LongHistogram> _ofThread = new(New, trackAllValues: true);

    /// <summary>Records a duration between two <see cref="Stopwatch.GetTimestamp"/>s.</summary>
    public void Record(long from, long to) =>
        _ofThread.Value!.RecordValue(Math.Clamp((long)Stopwatch.GetElapsedTime(from, to).TotalMicroseconds, 1, Longest));

    /// <summary>What was recorded until now; call it when nothing is recorded any more.</summary>
    public LongHistogram Sum()
    {
        var sum = New();
        foreach (var part in _ofThread.Values) sum.Add(part);
        return sum;
    }

    public void Dispose() => _ofThread.Dispose();

    /// <summary>An empty histogram of microseconds.</summary>
    public static LongHistogram New() => new(1, Longest, 3);
}

/// <summary>Readings of a histogram.</summary>
internal static class LatencyReadings
{
    /// <summary>A percentile in milliseconds; 0 when nothing was recorded.</summary>
    public static double Milliseconds(this HistogramBase histogram, double percentile) =>
        histogram.TotalCount == 0 ? 0 : histogram.GetValueAtPercentile(percentile) / 1000.0;

    /// <summary>The curve of percentiles: X is 1 / (1 − share), so that each nine takes as much room; Y is milliseconds.</summary>
    public static IReadOnlyList<(double X, double Y)> Curve(this HistogramBase histogram) =>
        [.. Enumerable.Range(0, 41).Select(step => Math.Pow(10, step / 10.0))
            .Where(x => x <= Math.Max(1, histogram.TotalCount))
            .Select(x => (x, histogram.Milliseconds(100 * (1 - (1 / x)))))];
}
