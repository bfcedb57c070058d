namespace Chat.Benchmarks;

/// <summary>Makes measurements of what several contenders showed in turns.</summary>
internal static class ConsoleReadings
{
    /// <summary>The first contender's median, beside that of each other.</summary>
    public static IEnumerable<Measurement> Compare<T>(
        string workload, string metric, string unit, IReadOnlyList<ScreenContender> contenders, IReadOnlyList<List<T>> readings, Func<T, double> read, Target? target = null)
    {
        var ours = readings[0].Select(read).ToList();
        for (var other = 1; other < contenders.Count; other++)
        {
            var theirs = readings[other].Select(read).ToList();
            yield return new Measurement
            {
                Workload = workload,
                Metric = other == 1 ? metric : $"{metric}, beside {contenders[other].Name}",
                Unit = unit,
                Ours = Median.Of(ours),
                Yardstick = Median.Of(theirs),
                YardstickName = contenders[other].Name,
                Ratio = Median.Of(ours.Zip(theirs, (a, b) => a / b)) is var ratio && double.IsFinite(ratio) ? ratio : null,
                Target = other == 1 ? target : null,
                Figures = new Dictionary<string, double> { ["least"] = ours.Min(), ["most"] = ours.Max() },
            };
        }
    }
}
