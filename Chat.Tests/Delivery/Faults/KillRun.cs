using System.Diagnostics;

namespace Chat.Tests.Delivery;

/// <summary>The server is killed again and again while people write.</summary>
internal sealed class KillRun : FaultRun
{
    private const int Writers = 12;
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(2);

    public override string Name => "kill";

    public override string What =>
        "kill -9 of the server under load, started again at once; each kill comes with sends in flight";

    public override async Task<RunResult> RunAsync(Scale scale, Action<string> tell, CancellationToken cancellationToken)
    {
        var (cycles, each, perSecond) = scale == Scale.Long ? (200, 520, 60.0) : (4, 120, 30.0);
        await using var loaded = await LoadedServer.StartAsync(Writers, rooms: 4);
        var recorder = await loaded.RecordAsync(perSecond);
        var ready = new List<double>();
        var cut = 0;
        for (var cycle = 1; cycle <= cycles; cycle++)
        {
            var from = recorder.Counts.Acknowledged;
            await recorder.UntilAsync(counts => counts.Acknowledged >= from + each && counts.InFlight > 0, Never);
            var unknown = recorder.Counts.Unknown;
            // Whatever it is at, it stands still until everybody has sent something on: that is what the kill cuts off.
            await loaded.Server.HoldAsync();
            var held = await recorder.NewsAsync(Never);
            await recorder.UntilAsync(counts => counts.InFlight >= 3 * Writers, Never);
            await loaded.Server.KillAsync();
            var began = Stopwatch.GetTimestamp();
            await loaded.Server.StartAsync();
            ready.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            // Of a call that the kill cut off nobody knows the end.
            await recorder.UntilAsync(counts => counts.Acknowledged > held.Acknowledged && counts.Unknown > unknown, Never);
            cut++;
            if (cycle % 10 == 0) tell($"{cycle} of {cycles} kills, {recorder.Counts.Acknowledged} acknowledged");
            cancellationToken.ThrowIfCancellationRequested();
        }
        var verdict = await loaded.JudgeAsync(Never);
        return new RunResult
        {
            Verdicts = [verdict],
            Figures =
            [
                new("kills", cycles) { AtLeast = scale == Scale.Long ? 200 : cycles },
                new("kills that cut off a call", cut) { AtLeast = cycles },
                new("messages acknowledged", verdict.Acknowledged) { AtLeast = scale == Scale.Long ? 100_000 : cycles * each },
                new("calls whose end was unknown", verdict.Unknown),
                new("ready after a kill, longest", ready.Max(), "s") { AtMost = 5, DependsOnMachine = true },
            ],
        };
    }
}
