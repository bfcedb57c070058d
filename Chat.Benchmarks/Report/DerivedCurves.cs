namespace Chat.Benchmarks;

/// <summary>Lines that lie across several workloads.</summary>
internal static class DerivedCurves
{
    private const string Watchers = "watchers of the room (at 5,000, 100,000 and 50,000 deliveries/s)";

    /// <summary>Watchers of a room in the workloads of rooms that are busy.</summary>
    private static readonly (string Workload, double Watchers)[] Rooms = [("W3", 5), ("W1", 100), ("W2", 1_000)];

    /// <summary>One room of 100 at rising rates.</summary>
    private static readonly string[] Rates = ["W1s", "W1", "W5"];

    public static IEnumerable<Curve> Of(IReadOnlyList<Measurement> measurements)
    {
        var costs = measurements.Where(m => m.Metric == "CPU per delivery").ToDictionary(m => m.Workload);
        var sizes = Rooms.Where(room => costs.ContainsKey(room.Workload)).ToList();
        if (sizes.Count > 1)
        {
            yield return Line("cost against room size", "ours", Watchers, "µs of CPU per delivery", sizes.Select(s => (s.Watchers, costs[s.Workload].Ours)));
            yield return Line("cost against room size", "bare SignalR hub", Watchers, "µs of CPU per delivery", sizes.Select(s => (s.Watchers, costs[s.Workload].Yardstick ?? 0)));
        }
        var rates = Rates.Where(costs.ContainsKey).Select(workload => costs[workload].Figures).ToList();
        if (rates.Count > 1)
        {
            yield return Line("deliveries against CPU", "ours", "deliveries a second", "cores", rates.Select(f => (f["deliveries/s"], f["server cores"])));
            yield return Line("deliveries against CPU", "bare SignalR hub", "deliveries a second", "cores", rates.Select(f => (f["yardstick deliveries/s"], f["yardstick server cores"])));
        }
    }

    private static Curve Line(string plot, string line, string x, string y, IEnumerable<(double X, double Y)> points) => new(plot, line, x, y, [.. points.OrderBy(p => p.X)]);
}
