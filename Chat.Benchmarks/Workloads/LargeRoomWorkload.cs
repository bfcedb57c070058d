using Chat.Contracts;

namespace Chat.Benchmarks;

/// <summary>W7: a room with many members of whom few watch; the others are connected, and get heads only.</summary>
internal sealed class LargeRoomWorkload : Workload
{
    private const int ConnectingAtOnce = 32;
    private static readonly LoadPlan Plan = new(Rooms: 1, Watchers: 50, Senders: 10, Rate: 100);

    public override string Name => "W7";

    public override string Measures => "a room of 10,000 members of whom 50 watch, 100 messages/s, the rest idle in other rooms";

    public override async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var contender = new ChatContender(run.Server, Plan) { Bystanders = new((run.Scale.IsQuick ? 2_000 : 10_000) - Plan.Watchers, 10) };
        await using var large = await RoomLoad.StartAsync(contender, Plan, run, cancellationToken);
        await using var small = await RoomLoad.StartAsync(new ChatContender(run.Server, Plan) { Label = "the same room with only the 50" }, Plan, run, cancellationToken);
        var bystanders = new RoomClient?[contender.Bystanders.Count];
        try
        {
            await Parallel.ForAsync(
                0, bystanders.Length, new ParallelOptions { MaxDegreeOfParallelism = ConnectingAtOnce, CancellationToken = cancellationToken },
                async (number, cancel) => bystanders[number] = await contender.ConnectBystanderAsync(number, cancel));
            // Heads come with the beat of idle connections, every 15 s: a window has one of each.
            var rounds = new Rounds(run, large, small)
            {
                Scale = run.Scale with { Rounds = run.Scale.IsQuick ? 1 : 3, Window = TimeSpan.FromMilliseconds(new BeatTimes().Quiet) },
                Pauses = false,
            };
            await rounds.RunAsync(cancellationToken);
            var lost = bystanders.Count(b => b!.Failure is not null);
            var measured = rounds.Measure(Name, "CPU per delivery", "µs", w => w.MicrosecondsPerDelivery, Target.Ratio(1.3));
            return
            [
                measured with
                {
                    Figures = new Dictionary<string, double>(rounds.Figures()) { ["members"] = bystanders.Length + Plan.Watchers },
                    Faults = lost == 0 ? measured.Faults : [.. measured.Faults, $"{lost} idle connections ended"],
                },
                rounds.Measure(Name, "latency, median", "ms", w => w.Received.Milliseconds(50), null),
            ];
        }
        finally
        {
            foreach (var bystander in bystanders) bystander?.Dispose();
        }
    }
}
