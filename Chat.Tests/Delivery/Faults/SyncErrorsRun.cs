using System.Collections.Concurrent;
using Chat.Contracts;
using ServerProcess = Chat.Tests.Support.ServerProcess;

namespace Chat.Tests.Delivery;

/// <summary>The disk reports errors when it is to sync.</summary>
internal sealed class SyncErrorsRun : FaultRun
{
    private const int LeastAcknowledged = 50;
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(2);

    public override string Name => "sync-errors";

    public override string What =>
        "syncs that fail with EIO while people write: the server recovers, or ends and is started again, and what failed to sync isn't acknowledged";

    public override IReadOnlyList<string> Programs => ["strace"];

    public override async Task<RunResult> RunAsync(Scale scale, Action<string> tell, CancellationToken cancellationToken)
    {
        var wanted = scale == Scale.Long ? 40 : 3;
        var folder = Directory.CreateTempSubdirectory("chat-sync-").FullName;
        var file = Path.Combine(folder, "trace");
        var (exits, codes) = (0, new List<int>());
        // Of each thread every 25th: some in commits, some in checkpoints, some while one recovers from another.
        await using var loaded = await LoadedServer.StartAsync(6, [Enumerable.Range(0, 6)], Tracer.Place(file, "fsync,fdatasync:error=EIO:when=20+25"));
        var recorder = await loaded.RecordAsync(perSecond: 15, clients: 5);
        var (told, enough) = (new ConcurrentBag<Guid>(), new CancellationTokenSource());
        var telling = TellAsync(loaded, told, enough.Token);
        var failures = 0;
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var began = TimeProvider.System.GetTimestamp();
        while (failures < wanted)
        {
            if (TimeProvider.System.GetElapsedTime(began) > Never) throw new TimeoutException($"Only {failures} syncs failed.");
            await looks.WaitForNextTickAsync(cancellationToken);
            failures = File.ReadLines(file).Count(line => line.Contains("(INJECTED)", StringComparison.Ordinal));
            if (loaded.Server.ExitCode is not { } code) continue;
            exits++;
            codes.Add(code);
            await StartAgainAsync(loaded.Server);
        }
        var from = recorder.Counts.Acknowledged;
        await recorder.UntilAsync(counts => counts.Acknowledged > from && counts.Acknowledged >= LeastAcknowledged, Never);
        await loaded.Server.KillAsync();
        await enough.CancelAsync();
        await telling;
        var trace = Tracer.Read(file, told);
        tell($"{trace.FailedSyncs} syncs of the log failed, the server ended {exits} times");
        await StartAgainAsync(loaded.Server);
        var verdict = await loaded.JudgeAsync(Never);
        Directory.Delete(folder, recursive: true);
        return new RunResult
        {
            Verdicts = [verdict],
            Faults = [.. trace.Unsynced.Take(10)],
            Figures =
            [
                new("syncs that failed, before the last kill", failures) { AtLeast = wanted },
                new("syncs of the log that failed, at the end", trace.FailedSyncs) { AtLeast = 1 },
                new("messages found in the trace", trace.Told) { AtLeast = 1 },
                new("of them told before they were synced", trace.Unsynced.Count()) { AtMost = 0 },
                new("times the server ended because of it", exits),
                new("ends without an error code", codes.Count(code => code == 0)) { AtMost = 0 },
                new("messages acknowledged", verdict.Acknowledged) { AtLeast = LeastAcknowledged },
                new("calls whose end was unknown", verdict.Unknown),
            ],
        };
    }

    /// <summary>Somebody whose messages are found in the trace, and who is interested in nothing but their acknowledgements.</summary>
    private static async Task TellAsync(LoadedServer loaded, ConcurrentBag<Guid> told, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            try
            {
                await using var device = await loaded.DeviceAsync(5);
                while (!enough.IsCancellationRequested)
                {
                    var message = Tracer.Message();
                    told.Add(message.Id);
                    await device.PostMessages(new PostMessages { Room = loaded.Community.Rooms[0], Messages = [message] });
                }
            }
            catch (Exception)
            {
                // The server is away.
                await Task.Delay(100, CancellationToken.None);
            }
        }
    }

    /// <summary>As a supervisor does: again, until it starts.</summary>
    private static async Task StartAgainAsync(ServerProcess server)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await server.StartAsync();
                return;
            }
            catch (InvalidOperationException) when (tries < 10)
            {
                // A sync failed while it started.
            }
        }
    }
}
