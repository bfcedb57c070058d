namespace Chat.Benchmarks;

/// <summary>W4: connections that only listen: what each takes of memory, and of CPU to come in.</summary>
internal sealed class IdleWorkload : Workload
{
    private const int MostRounds = 3;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    public override string Name => "W4";

    public override string Measures => "5,000 idle connections in rooms of 5: memory, CPU to connect";

    public override async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var plan = new LoadPlan(Rooms: run.Scale.IsQuick ? 200 : 1_000, Watchers: 5, Senders: 0, Rate: null);
        var rounds = new List<(Cost Ours, Cost Bare)>();
        for (var round = 0; round < Math.Min(run.Scale.Rounds, MostRounds); round++)
        {
            rounds.Add((
                await CostAsync(new ChatContender(run.Server, plan), plan, run, cancellationToken),
                await CostAsync(YardstickContender.SignalR(), plan, run, cancellationToken)));
        }
        Measurement Measure(string metric, string unit, Func<Cost, double> read, Target target) => new()
        {
            Workload = Name,
            Metric = metric,
            Unit = unit,
            Ours = Median.Of(rounds.Select(r => read(r.Ours))),
            Yardstick = Median.Of(rounds.Select(r => read(r.Bare))),
            YardstickName = "bare SignalR hub",
            Ratio = Median.Of(rounds.Select(r => read(r.Ours) / read(r.Bare))),
            Target = target,
            Figures = new Dictionary<string, double> { ["connections"] = plan.Rooms * plan.Watchers },
            Faults = [.. rounds.SelectMany(r => new[] { r.Ours.Fault, r.Bare.Fault }).OfType<string>().Distinct()],
        };
        return
        [
            Measure("memory per connection", "KB", c => c.Kilobytes, Target.Ratio(1.2)),
            Measure("CPU to connect", "µs", c => c.Microseconds, Target.Ratio(1.5)),
        ];
    }

    private static async Task<Cost> CostAsync(Contender contender, LoadPlan plan, BenchmarkRun run, CancellationToken cancellationToken)
    {
        await using var load = await RoomLoad.StartAsync(contender, plan, run, cancellationToken);
        var connections = plan.Rooms * plan.Watchers;
        var cpu = contender.Process.Cpu - load.Before.Cpu;
        await Task.Delay(Settling, cancellationToken);
        var cost = new Cost((contender.Process.Resident - load.Before.Resident) / 1e3 / connections, cpu.TotalMicroseconds / connections, load.Failure?.Message);
        run.Tell($"    {contender.Name}: {cost.Kilobytes:F1} KB and {cost.Microseconds:F0} µs a connection");
        return cost;
    }

    private sealed record Cost(double Kilobytes, double Microseconds, string? Fault);
}
