namespace Chat.Benchmarks;

/// <summary>C5: a whole room as a stream.</summary>
internal sealed class WholeHistoryWorkload(PublishedConsole console) : Workload
{
    private const long Few = 10_000;

    public override string Name => "C5";

    public override string Measures => "chat history ROOM into a pipe: a whole room";

    public override async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var many = run.Scale.IsQuick ? 50_000 : 1_000_000;
        var few = await ReadAsync(run, Few, cancellationToken);
        var whole = await ReadAsync(run, many, cancellationToken);
        return
        [
            new Measurement
            {
                Workload = Name,
                Metric = $"the most that was resident, {many:N0} messages",
                Unit = "MB",
                Ours = whole.Peak,
                Yardstick = few.Peak,
                YardstickName = $"the same with {Few:N0}",
                Ratio = whole.Peak / few.Peak,
                Target = Target.Ratio(1.5),
            },
            new Measurement { Workload = Name, Metric = $"messages printed, {many:N0}", Unit = "/s", Ours = many / whole.Milliseconds * 1e3 },
            new Measurement { Workload = Name, Metric = $"CPU a message, {many:N0}", Unit = "µs", Ours = whole.Cpu / many * 1e3 },
        ];
    }

    private async Task<VerbRun> ReadAsync(BenchmarkRun run, long messages, CancellationToken cancellationToken)
    {
        await using var room = await ChatRoom.StartAsync(run.Server, messages, cancellationToken);
        var home = Directory.CreateTempSubdirectory("chat-home-").FullName;
        try
        {
            var read = await VerbRun.RunAsync(console.Native, ["history", room.Name], room.Environment(home), cancellationToken);
            run.Tell($"    {messages:N0}: {read.Lines:N0} lines in {read.Milliseconds / 1e3:F1} s, {read.Cpu / 1e3:F1} s of CPU, at most {read.Peak:F1} MB");
            if (read.Lines < messages) throw new InvalidOperationException($"Only {read.Lines:N0} lines of {messages:N0} messages came.");
            return read;
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }
}
