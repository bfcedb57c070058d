namespace Chat.Benchmarks;

/// <summary>C3: what a client holds that has been open for long.</summary>
internal sealed class MemoryWorkload(IReadOnlyList<ScreenContender> contenders) : Workload
{
    private const int Messages = 100_000;

    // What a burst leaves behind is given back once nothing more comes.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    public override string Name => "C3";

    public override string Measures => $"{Messages:N0} messages received in the room that is shown, as fast as they are taken; resident {Rest.TotalSeconds:N0} s later, and at once";

    public override async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var readings = contenders.Select(_ => new List<Reading>()).ToList();
        foreach (var (index, contender) in contenders.Index())
        {
            var reading = await MeasureAsync(contender, cancellationToken);
            readings[index].Add(reading);
            run.Tell($"    {contender.Name}: {reading.Before:F1} MB before, {reading.AtOnce:F1} MB after, {reading.After:F1} MB at rest, at most {reading.Peak:F1} MB, {reading.Cpu:F0} µs of CPU a message");
        }

        return
        [
            .. ConsoleReadings.Compare(Name, $"resident after {Messages:N0} messages", "MB", contenders, readings, r => r.After, Target.Value(40)),
            .. ConsoleReadings.Compare(Name, "the same, at once", "MB", contenders, readings, r => r.AtOnce),
            .. ConsoleReadings.Compare(Name, "the most that was resident", "MB", contenders, readings, r => r.Peak),
            .. ConsoleReadings.Compare(Name, "CPU a message, as fast as they are taken", "µs", contenders, readings, r => r.Cpu),
        ];
    }

    private static async Task<Reading> MeasureAsync(ScreenContender contender, CancellationToken cancellationToken)
    {
        await using var program = await contender.ShowAsync(cancellationToken);
        var (before, cpu) = (program.Figures.Resident / 1e6, program.Figures.Cpu);
        var texts = Enumerable.Range(1_000_000, Messages).Select(i => SeededText.Of(i)).ToList();
        await contender.SpeakAsync(program, texts, null, cancellationToken);
        var (atOnce, took) = (program.Figures.Resident / 1e6, program.Figures.Cpu - cpu);
        await Task.Delay(Rest, cancellationToken);
        return new Reading(before, atOnce, program.Figures.Resident / 1e6, program.Figures.Peak / 1e6, took.TotalMicroseconds / Messages);
    }

    private sealed record Reading(double Before, double AtOnce, double After, double Peak, double Cpu);
}
