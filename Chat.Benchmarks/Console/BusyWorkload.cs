namespace Chat.Benchmarks;

/// <summary>C2: what a busy room costs while one looks at it.</summary>
internal sealed class BusyWorkload(IReadOnlyList<ScreenContender> contenders) : Workload
{
    private const int Rate = 100;

    public override string Name => "C2";

    public override string Measures => $"{Rate} messages/s arriving in the room that is shown, {ScreenProgram.Columns}x{ScreenProgram.Rows}, true colour";

    public override async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var seconds = run.Scale.IsQuick ? 5 : 15;
        var readings = contenders.Select(_ => new List<Reading>()).ToList();
        for (var round = 0; round < (run.Scale.IsQuick ? 1 : 5); round++)
        {
            foreach (var (index, contender) in contenders.Index())
            {
                var reading = await MeasureAsync(contender, seconds, round, cancellationToken);
                readings[index].Add(reading);
                run.Tell($"    {contender.Name}: {reading.Cpu:F2} ms a message, {reading.Share:F1} % of a core, {reading.Redraws:F1} redraws/s, {reading.Bytes:N0} bytes a message");
            }
        }

        return
        [
            .. ConsoleReadings.Compare(Name, "CPU at 100 messages/s, of a core", "%", contenders, readings, r => r.Share, Target.Value(12)),
            .. ConsoleReadings.Compare(Name, "CPU a message", "ms", contenders, readings, r => r.Cpu),
            // WeeChat writes at every message, so that its redraws can't be told apart.
            .. ConsoleReadings.Compare(Name, "redraws", "/s", contenders, readings, r => r.Redraws, Target.Value(10)).Take(1),
            .. ConsoleReadings.Compare(Name, "bytes written to the terminal a message", "bytes", contenders, readings, r => r.Bytes),
            .. ConsoleReadings.Compare(Name, "CPU when nothing happens, of a core", "%", contenders, readings, r => r.Idle),
        ];
    }

    private static async Task<Reading> MeasureAsync(ScreenContender contender, int seconds, int round, CancellationToken cancellationToken)
    {
        await using var program = await contender.ShowAsync(cancellationToken);
        var idle = await IdleAsync(program, cancellationToken);

        var number = 100_000 * (round + 1);
        var texts = Enumerable.Range(number, seconds * Rate).Select(i => SeededText.Of(i)).ToList();
        var (cpu, bytes, redraws, began) = (program.Figures.Cpu, program.Bytes, program.Redraws, TimeProvider.System.GetTimestamp());
        await contender.SpeakAsync(program, texts, Rate, cancellationToken);
        var took = TimeProvider.System.GetElapsedTime(began);
        cpu = program.Figures.Cpu - cpu;
        return new Reading(
            cpu.TotalMilliseconds / texts.Count, cpu / took * 100, (program.Redraws - redraws) / took.TotalSeconds, (double)(program.Bytes - bytes) / texts.Count, idle);
    }

    private static async Task<double> IdleAsync(ScreenProgram program, CancellationToken cancellationToken)
    {
        // What follows a start: the sign that fades, what is fetched in the background.
        await Task.Delay(TimeSpan.FromSeconds(4), cancellationToken);
        var (cpu, began) = (program.Figures.Cpu, TimeProvider.System.GetTimestamp());
        await Task.Delay(TimeSpan.FromSeconds(4), cancellationToken);
        return (program.Figures.Cpu - cpu) / TimeProvider.System.GetElapsedTime(began) * 100;
    }

    private sealed record Reading(double Cpu, double Share, double Redraws, double Bytes, double Idle);
}
