namespace Chat.Tests.Delivery;

/// <summary>Another process takes the database's write lock while people write.</summary>
internal sealed class LockedRun : FaultRun
{
    private const int Each = 100;
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(2);

    public override string Name => "locked";

    public override string What => "another process holds the database's write lock for 1, 5 and 35 s while people write";

    public override async Task<RunResult> RunAsync(Scale scale, Action<string> tell, CancellationToken cancellationToken)
    {
        int[] seconds = scale == Scale.Long ? [1, 5, 35] : [1];
        var figures = new List<Figure>();
        await using var loaded = await LoadedServer.StartAsync(people: 6, rooms: 2);
        var recorder = await loaded.RecordAsync(perSecond: 10);
        foreach (var length in seconds)
        {
            var from = recorder.Counts.Acknowledged;
            await recorder.UntilAsync(counts => counts.Acknowledged >= from + (Each / 2), Never);
            long held;
            await using (await DatabaseHolder.StartAsync("write", loaded.Server.Database))
            {
                // What was under way when the lock was taken may still be acknowledged.
                do
                {
                    held = recorder.Counts.Acknowledged;
                    await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
                }
                while (held != recorder.Counts.Acknowledged);
                await Task.Delay(TimeSpan.FromSeconds(length), cancellationToken);
                figures.Add(new($"acknowledged while locked for {length} s", recorder.Counts.Acknowledged - held) { AtMost = 0 });
            }
            var began = TimeProvider.System.GetTimestamp();
            await recorder.UntilAsync(counts => counts.Acknowledged > held, Never);
            var again = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
            await recorder.UntilAsync(counts => counts.Acknowledged >= from + Each, Never);
            figures.Add(new($"acknowledged again after {length} s locked", again, "s") { AtMost = 15, DependsOnMachine = true });
            tell($"locked for {length} s");
        }
        var verdict = await loaded.JudgeAsync(Never);
        return new RunResult { Verdicts = [verdict], Figures = [.. figures, new("messages acknowledged", verdict.Acknowledged) { AtLeast = Each * seconds.Length }] };
    }
}
