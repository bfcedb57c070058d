namespace Chat.Benchmarks;

/// <summary>C4: how long a script waits for <c>chat send</c>.</summary>
internal sealed class SendWorkload(PublishedConsole console) : Workload
{
    public override string Name => "C4";

    public override string Measures => "chat send ROOM TEXT: from the start of the process to its end, the message on the server's disk";

    public override async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        await using var room = await ChatRoom.StartAsync(run.Server, 0, cancellationToken);
        var home = Directory.CreateTempSubdirectory("chat-home-").FullName;
        try
        {
            var (native, managed) = (new List<double>(), new List<double>());
            for (var round = 0; round <= (run.Scale.IsQuick ? 7 : 25); round++)
            {
                foreach (var (program, took) in new[] { (console.Native, native), (console.Managed, managed) })
                {
                    var sent = await VerbRun.RunAsync(program, ["send", room.Name, $"message {round}"], room.Environment(home), cancellationToken);
                    if (round > 0) took.Add(sent.Milliseconds);
                }
            }

            run.Tell($"    native {string.Join(", ", native.Select(ms => $"{ms:F0}"))} ms, compiled while it runs {string.Join(", ", managed.Select(ms => $"{ms:F0}"))} ms");
            return
            [
                new Measurement
                {
                    Workload = Name,
                    Metric = "chat send, median",
                    Unit = "ms",
                    Ours = Median.Of(native),
                    Yardstick = Median.Of(managed),
                    YardstickName = ConsoleCommand.ManagedName,
                    Ratio = Median.Of(native.Zip(managed, (a, b) => a / b)),
                    Target = Target.Value(200),
                    Figures = new Dictionary<string, double> { ["least"] = native.Min(), ["most"] = native.Max() },
                },
            ];
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }
}
