using HdrHistogram;

namespace Chat.Benchmarks;

/// <summary>Windows of ours and of its yardsticks in turns; those that aren't measured stand still meanwhile.</summary>
/// <param name="run">The run.</param>
/// <param name="loads">Ours, then its yardsticks.</param>
internal sealed class Rounds(BenchmarkRun run, params IReadOnlyList<RoomLoad> loads)
{
    private readonly List<WindowResult[]> _windows = [];

    /// <summary>How long and how often, if not as the run has it.</summary>
    public Scale Scale { get; init; } = run.Scale;

    /// <summary>Whether the others stand still. They can't where a server's timers are what is measured: what fell due meanwhile would come at once.</summary>
    public bool Pauses { get; init; } = true;

    /// <summary>Runs all rounds.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (Scale.RunIn > TimeSpan.Zero)
            foreach (var load in loads) await load.MeasureAsync(Scale with { WarmUp = TimeSpan.Zero, Window = Scale.RunIn }, cancellationToken);
        if (Pauses) foreach (var load in loads) await load.Contender.Process.PauseAsync();
        for (var round = 0; round < Scale.Rounds; round++)
        {
            var windows = new WindowResult[loads.Count];
            foreach (var (index, load) in loads.Index()) windows[index] = await MeasureAsync(load, cancellationToken);
            _windows.Add(windows);
        }
    }

    /// <summary>The medians of a reading, beside those of a yardstick.</summary>
    public Measurement Measure(string workload, string metric, string unit, Func<WindowResult, double> read, Target? target, int yardstick = 1) => new()
    {
        Workload = workload,
        Metric = metric,
        Unit = unit,
        Ours = Median.Of(_windows.Select(w => read(w[0]))),
        Yardstick = Median.Of(_windows.Select(w => read(w[yardstick]))),
        YardstickName = loads[yardstick].Contender.Name,
        Ratio = Median.Of(_windows.Select(w => read(w[0]) / read(w[yardstick]))) is var ratio && double.IsFinite(ratio) ? ratio : null,
        Target = target,
        Faults = [.. _windows.SelectMany(w => Faults(w, 0).Concat(Faults(w, yardstick))).Distinct()],
    };

    /// <summary>A percentile of all rounds' samples together, where one round has too few of them.</summary>
    public Measurement MeasurePooled(string workload, string metric, double percentile, Func<WindowResult, HistogramBase> read)
    {
        double Of(int index)
        {
            var all = Latencies.New();
            foreach (var windows in _windows) all.Add(read(windows[index]));
            return all.Milliseconds(percentile);
        }
        return new Measurement
        {
            Workload = workload,
            Metric = $"{metric} (all rounds together)",
            Unit = "ms",
            Ours = Of(0),
            Yardstick = Of(1),
            YardstickName = loads[1].Contender.Name,
            Ratio = Of(0) / Of(1) is var ratio && double.IsFinite(ratio) ? ratio : null,
        };
    }

    /// <summary>What else is worth knowing of ours and of a yardstick.</summary>
    public IReadOnlyDictionary<string, double> Figures(int yardstick = 1)
    {
        var figures = new Dictionary<string, double>();
        Add(figures, "", [.. _windows.Select(w => w[0])]);
        Add(figures, "yardstick ", [.. _windows.Select(w => w[yardstick])]);
        return figures;
    }

    /// <summary>Draws the latencies of all, all rounds together.</summary>
    public void DrawLatency(string workload)
    {
        foreach (var (index, load) in loads.Index())
        {
            var all = Latencies.New();
            foreach (var windows in _windows) all.Add(windows[index].Received);
            run.Draw(new Curve($"{workload} latency", load.Contender.Name, "1 in", "ms", all.Curve()));
        }
    }

    private IEnumerable<string> Faults(WindowResult[] windows, int index) => windows[index].Faults.Select(fault => $"{loads[index].Contender.Name}: {fault}");

    private static void Add(Dictionary<string, double> figures, string whose, IReadOnlyList<WindowResult> windows)
    {
        void Figure(string name, Func<WindowResult, double> read) => figures[whose + name] = Math.Round(Median.Of(windows.Select(read)), 3);
        Figure("deliveries/s", w => w.DeliveryRate);
        Figure("server cores", w => w.ServerCpu / w.Elapsed);
        Figure("resident MB", w => w.Resident / 1e6);
        Figure("bytes per delivery", w => (double)w.Bytes / Math.Max(1, w.Deliveries));
        Figure("acknowledged p50 ms", w => w.Acknowledged.Milliseconds(50));
        Figure("acknowledged p99 ms", w => w.Acknowledged.Milliseconds(99));
        Figure("received p99.9 ms", w => w.Received.Milliseconds(99.9));
        Figure("rooms in disorder", w => w.RoomsInDisorder);
        Figure("generator cores", w => w.GeneratorCpu / w.Elapsed);
        Figure("generator lateness p99 ms", w => w.Lateness.Milliseconds(99));
    }

    private async Task<WindowResult> MeasureAsync(RoomLoad load, CancellationToken cancellationToken)
    {
        if (Pauses) await load.Contender.Process.ResumeAsync();
        try
        {
            var window = await load.MeasureAsync(Scale, cancellationToken);
            run.Tell($"    {load.Contender.Name}: {window.MicrosecondsPerDelivery:F2} µs a delivery, {window.DeliveryRate:N0}/s, " +
                $"p50 {window.Received.Milliseconds(50):F1} ms, p99 {window.Received.Milliseconds(99):F1} ms, generator {window.GeneratorCpu / window.Elapsed:P0}" +
                $"{string.Concat(window.Faults.Select(f => $", {f}"))}");
            return window;
        }
        finally
        {
            if (Pauses) await load.Contender.Process.PauseAsync();
        }
    }
}
