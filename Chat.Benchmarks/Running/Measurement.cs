namespace Chat.Benchmarks;

/// <summary>One result: ours, beside its yardstick of the same run. The table, the JSON lines and the report are made of these.</summary>
public sealed record Measurement
{
    /// <summary>The workload's name: <c>W1</c>.</summary>
    public required string Workload { get; init; }

    /// <summary>What was measured: <c>CPU per delivery</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The unit of <see cref="Ours"/> and <see cref="Yardstick"/>: <c>µs</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>The median over the rounds.</summary>
    public required double Ours { get; init; }

    /// <summary>The yardstick's median over the same rounds; none when the target is absolute.</summary>
    public double? Yardstick { get; init; }

    /// <summary>What <see cref="Yardstick"/> was measured on: <c>bare SignalR hub</c>.</summary>
    public string? YardstickName { get; init; }

    /// <summary>The median of the rounds' own ratios of ours to the yardstick.</summary>
    public double? Ratio { get; init; }

    /// <summary>What is asked of it; none for a figure that is only told.</summary>
    public Target? Target { get; init; }

    /// <summary>Further figures by name, units in the names: <c>server cores</c>, <c>generator lateness p99 ms</c>.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; init; } = new Dictionary<string, double>();

    /// <summary>What went wrong with the counts: losses, duplicates, order; none when each was delivered once and in order.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>Whether the target was reached; null when there is none.</summary>
    public bool? Reached => Faults.Count > 0 ? false : Target?.IsReached(this);
}

/// <summary>A bound on a <see cref="Measurement"/>.</summary>
/// <param name="Of">What is bounded.</param>
/// <param name="Most">The bound.</param>
/// <param name="Aim">What is aimed at beyond it.</param>
public sealed record Target(TargetOf Of, double Most, double? Aim = null)
{
    /// <summary>A bound on the ratio to the yardstick.</summary>
    public static Target Ratio(double most, double? aim = null) => new(TargetOf.Ratio, most, aim);

    /// <summary>A bound on our own figure, in its unit.</summary>
    public static Target Value(double most, double? aim = null) => new(TargetOf.Value, most, aim);

    /// <summary>Whether a measurement keeps to it; one without a ratio keeps to no bound on ratios.</summary>
    public bool IsReached(Measurement measurement) => Of == TargetOf.Ratio ? measurement.Ratio <= Most : measurement.Ours <= Most;
}

/// <summary>What a <see cref="Target"/> bounds.</summary>
public enum TargetOf
{
    /// <summary><see cref="Measurement.Ratio"/>.</summary>
    Ratio,

    /// <summary><see cref="Measurement.Ours"/>.</summary>
    Value,
}
