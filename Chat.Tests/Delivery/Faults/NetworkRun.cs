namespace Chat.Tests.Delivery;

/// <summary>Half of those who write do so through a network in which everything goes wrong, one thing after the other.</summary>
internal sealed class NetworkRun : FaultRun
{
    private const int Seed = 20_261;
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(3);

    public override string Name => "network";

    public override string What =>
        "a network that delays, throttles to 4 KB/s, loses one way or both, resets, cuts in the middle of a frame, refuses: at random, each for a moment, for half of the clients";

    public override async Task<RunResult> RunAsync(Scale scale, Action<string> tell, CancellationToken cancellationToken)
    {
        var changes = scale == Scale.Long ? 200 : 16;
        var random = new Random(Seed);
        await using var loaded = await LoadedServer.StartAsync(people: 8, rooms: 3);
        await using var proxy = new FaultProxy(loaded.Server.Address);
        var healthy = await loaded.RecordAsync(perSecond: 10);
        var troubled = await loaded.RecordAsync(perSecond: 10, proxy.Address);
        await troubled.UntilAsync(counts => counts.Acknowledged > 0, Never);
        var cut = 0;
        for (var change = 1; change <= changes; change++)
        {
            proxy.Weather = Next(random);
            cut += random.Next(5) switch
            {
                0 => proxy.ResetAll(),
                1 => proxy.CutAllAfter(random.Next(20_000)),
                _ => 0,
            };
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(100, 1_000)), cancellationToken);
            // Else hardly anything would ever arrive.
            if (change % 4 == 0)
            {
                proxy.Weather = Weather.Fine;
                var before = troubled.Counts.Acknowledged;
                await troubled.UntilAsync(counts => counts.Acknowledged > before, Never);
            }
            if (change % 20 == 0) tell($"{change} of {changes} changes of the weather, {troubled.Counts.Acknowledged} acknowledged through it");
        }
        proxy.Weather = Weather.Fine;
        var verdict = await loaded.JudgeAsync(Never);
        return new RunResult
        {
            Verdicts = [verdict],
            Figures =
            [
                new("changes of the weather", changes),
                new("connections reset or cut", cut) { AtLeast = 1 },
                new("messages acknowledged through it", troubled.Counts.Acknowledged) { AtLeast = changes },
                new("messages acknowledged beside it", healthy.Counts.Acknowledged) { AtLeast = changes },
                new("calls whose end was unknown", verdict.Unknown),
            ],
        };
    }

    private static Weather Next(Random random) => random.Next(7) switch
    {
        0 => new(new Way { Delay = TimeSpan.FromMilliseconds(random.Next(5, 200)) }, new Way { Delay = TimeSpan.FromMilliseconds(random.Next(5, 200)) }),
        1 => new(new Way(), new Way { BytesPerSecond = 4_096 }),
        2 => new(new Way { BytesPerSecond = 4_096 }, new Way()),
        3 => new(new Way { Lost = true }, new Way()),
        4 => new(new Way(), new Way { Lost = true }),
        5 => Weather.HalfOpen,
        _ => Weather.Fine with { Refuses = true },
    };
}
