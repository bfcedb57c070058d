using HdrHistogram;

namespace Chat.Benchmarks;

/// <summary>Windows of ours and of a yardstick in turns; the one that isn't measured stands still meanwhile.</summary>
internal sealed class Rounds(BenchmarkRun run, RoomLoad ours, RoomLoad yardstick)
{
    private readonly List<(WindowResult Ours, WindowResult Yardstick)> _windows = [];

    /// <summary>Runs all rounds.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await ours.Contender.Process.PauseAsync();
        await yardstick.Contender.Process.PauseAsync();
        for (var round = 0; round < run.Scale.Rounds; round++)
            _windows.Add((await MeasureAsync(ours, cancellationToken), await MeasureAsync(yardstick, cancellationToken)));
    }

    /// <summary>The medians of a reading.</summary>
    public Measurement Measure(string workload, string metric, string unit, Func<WindowResult, double> read, Target? target) => new()
    {
        Workload = workload,
        Metric = metric,
        Unit = unit,
        Ours = Median.Of(_windows.Select(w => read(w.Ours))),
        Yardstick = Median.Of(_windows.Select(w => read(w.Yardstick))),
        YardstickName = yardstick.Contender.Name,
        Ratio = Median.Of(_windows.Select(w => read(w.Ours) / read(w.Yardstick))),
        Target = target,
        Faults = [.. _windows.SelectMany(w => w.Ours.Faults.Select(f => $"{ours.Contender.Name}: {f}").Concat(w.Yardstick.Faults.Select(f => $"{yardstick.Contender.Name}: {f}"))).Distinct()],
    };

    /// <summary>What else is worth knowing of both.</summary>
    public IReadOnlyDictionary<string, double> Figures()
    {
        var figures = new Dictionary<string, double>();
        Add(figures, "", [.. _windows.Select(w => w.Ours)]);
        Add(figures, "yardstick ", [.. _windows.Select(w => w.Yardstick)]);
        return figures;
    }

    /// <summary>Draws the latencies of both, all rounds together.</summary>
    public void DrawLatency(string workload)
    {
        foreach (var (name, windows) in new[] { (ours.Contender.Name, _windows.Select(w => w.Ours)), (yardstick.Contender.Name, _windows.Select(w => w.Yardstick)) })
        {
            var all = new LongHistogram(1, 600_000_000, 3);
            foreach (var window in windows) all.Add(window.Received);
            run.Draw(new Curve($"{workload} latency", name, "1 in", "ms", all.Curve()));
        }
    }

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
        await load.Contender.Process.ResumeAsync();
        try
        {
            var window = await load.MeasureAsync(run.Scale, cancellationToken);
            run.Tell($"    {load.Contender.Name}: {window.MicrosecondsPerDelivery:F2} µs a delivery, {window.DeliveryRate:N0}/s, " +
                $"p50 {window.Received.Milliseconds(50):F1} ms, p99 {window.Received.Milliseconds(99):F1} ms, generator {window.GeneratorCpu / window.Elapsed:P0}" +
                $"{string.Concat(window.Faults.Select(f => $", {f}"))}");
            return window;
        }
        finally
        {
            await load.Contender.Process.PauseAsync();
        }
    }
}
