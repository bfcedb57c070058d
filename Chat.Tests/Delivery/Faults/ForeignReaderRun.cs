namespace Chat.Tests.Delivery;

/// <summary>A backup that hangs: another process holds a read transaction while people write a lot.</summary>
internal sealed class ForeignReaderRun : FaultRun
{
    private const long Large = 256L << 20;
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(4);

    public override string Name => "foreign-reader";

    public override string What =>
        "another process holds a read transaction while people write, until the log has more than 256 MB (short: 8 MB): /readyz says so, nobody is held up, and the log shrinks once it lets go";

    public override async Task<RunResult> RunAsync(Scale scale, Action<string> tell, CancellationToken cancellationToken)
    {
        var until = scale == Scale.Long ? Large + (8 << 20) : 8L << 20;
        var faults = new List<string>();
        await using var loaded = await LoadedServer.StartAsync(6, [Enumerable.Range(0, 5), [5]]);
        var recorder = await loaded.RecordAsync(perSecond: 10, clients: 5);
        using var http = new HttpClient { BaseAddress = loaded.Server.Address };
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        double largest;
        long flooded;
        await using (await DatabaseHolder.StartAsync("read", loaded.Server.Database))
        {
            var before = recorder.Counts.Acknowledged;
            var flood = Flood.WriteAsync(loaded, 5, loaded.Community.Rooms[1], enough.Token);
            // Beside the flood, the others' messages find their way as well.
            await UntilAsync(() => Flood.LogSize(loaded) > until && recorder.Counts.Acknowledged > before, cancellationToken);
            await enough.CancelAsync();
            flooded = await flood;
            largest = Flood.LogSize(loaded) / 1e6;
            tell($"the log has {largest:F0} MB");
            var ready = await http.GetAsync("/readyz", cancellationToken);
            var said = await ready.Content.ReadAsStringAsync(cancellationToken);
            if (!ready.IsSuccessStatusCode) faults.Add($"/readyz answers {(int)ready.StatusCode}: a supervisor would stop a server that works.");
            if (said.StartsWith("degraded", StringComparison.Ordinal) != until > Large) faults.Add($"/readyz says '{said}' with a log of {largest:F0} MB.");
        }
        var verdict = await loaded.JudgeAsync(Never);
        // Idle now: the log is taken in, and emptied.
        var left = long.MaxValue;
        await UntilAsync(() => (left = Flood.LogSize(loaded)) == 0, cancellationToken);
        if (await http.GetStringAsync("/readyz", cancellationToken) is not "ready" and var still) faults.Add($"/readyz still says '{still}'.");
        return new RunResult
        {
            Verdicts = [verdict],
            Faults = faults,
            Figures =
            [
                new("messages of 15,000 bytes written meanwhile", flooded) { AtLeast = 1 },
                new("the log while the reader was there, largest", largest, "MB"),
                new("the log when it had let go and all was quiet", left, "bytes") { AtMost = 0 },
            ],
        };
    }

    private static async Task UntilAsync(Func<bool> isSo, CancellationToken cancellationToken)
    {
        using var never = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        never.CancelAfter(Never);
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!isSo()) await looks.WaitForNextTickAsync(never.Token);
    }
}
