namespace Chat.Benchmarks;

/// <summary>C1: how soon one sees something, and how soon one can read what was said last.</summary>
internal sealed class StartWorkload(IReadOnlyList<ScreenContender> contenders) : Workload
{
    public override string Name => "C1";

    public override string Measures => $"start in a terminal of {ScreenProgram.Columns}x{ScreenProgram.Rows}, to the first frame and to the newest message";

    public override async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var starts = contenders.Select(_ => new List<Start>()).ToList();
        // The first of each fills the caches of files, and makes the settings of a first start.
        for (var round = 0; round <= (run.Scale.IsQuick ? 7 : 25); round++)
        {
            foreach (var (index, contender) in contenders.Index())
            {
                var start = await StartAsync(contender, cancellationToken);
                if (round > 0) starts[index].Add(start);
            }
        }

        foreach (var (index, contender) in contenders.Index())
            run.Tell($"    {contender.Name}: {string.Join(", ", starts[index].Select(s => $"{s.FirstFrame:F0}/{s.Newest:F0}"))} ms");
        return
        [
            .. ConsoleReadings.Compare(Name, "start to the first frame, median", "ms", contenders, starts, s => s.FirstFrame, Target.Value(150)),
            .. ConsoleReadings.Compare(Name, "start to the newest message, median", "ms", contenders, starts, s => s.Newest),
            .. ConsoleReadings.Compare(Name, "CPU of a start until then", "ms", contenders, starts, s => s.Cpu),
            .. ConsoleReadings.Compare(Name, "resident memory then", "MB", contenders, starts, s => s.Resident),
        ];
    }

    private static async Task<Start> StartAsync(ScreenContender contender, CancellationToken cancellationToken)
    {
        await using var program = contender.Open();
        var first = program.UntilAsync(contender.FirstFrame, cancellationToken);
        var newest = await program.UntilAsync(contender.Newest, cancellationToken);
        return new Start((await first).TotalMilliseconds, newest.TotalMilliseconds, program.Figures.Cpu.TotalMilliseconds, program.Figures.Resident / 1e6);
    }

    private sealed record Start(double FirstFrame, double Newest, double Cpu, double Resident);
}
