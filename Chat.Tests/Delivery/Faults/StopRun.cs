using System.Diagnostics;
using Chat.Client;

namespace Chat.Tests.Delivery;

/// <summary>The operator stops the server while many are connected and people write.</summary>
internal sealed class StopRun : FaultRun
{
    private const int Writers = 12;
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(3);

    public override string Name => "stop";

    public override string What => "SIGTERM with 1,000 clients connected and sends in flight, and started again";

    public override async Task<RunResult> RunAsync(Scale scale, Action<string> tell, CancellationToken cancellationToken)
    {
        var (cycles, connected) = scale == Scale.Long ? (5, 1_000) : (1, 100);
        await using var loaded = await LoadedServer.StartAsync(Writers + connected, [Enumerable.Range(0, Writers), Enumerable.Range(0, Writers + connected)]);
        var quiet = loaded.Community.People.Skip(Writers).Select(person => (person, loaded.Community.Rooms[1]));
        await using var crowd = await Crowd.StartAsync(loaded.Server.Address, quiet, Never);
        var recorder = await loaded.RecordAsync(perSecond: 10, clients: Writers);
        var (exits, codes) = (new List<double>(), new List<int>());
        for (var cycle = 1; cycle <= cycles; cycle++)
        {
            var from = recorder.Counts.Acknowledged;
            await recorder.UntilAsync(counts => counts.Acknowledged >= from + 100 && counts.InFlight > 0, Never);
            var began = Stopwatch.GetTimestamp();
            codes.Add(await loaded.Server.StopAsync());
            exits.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            await loaded.Server.StartAsync();
            await crowd.UntilAllAsync(room => room.Watching == Watching.Live, Never);
            tell($"{cycle} of {cycles} stops, exit after {exits[^1]:F1} s");
            cancellationToken.ThrowIfCancellationRequested();
        }
        var verdict = await loaded.JudgeAsync(Never);
        return new RunResult
        {
            Verdicts = [verdict],
            Figures =
            [
                new("stops", cycles),
                new("clients connected, beside those that write", connected),
                new("exit codes other than 0", codes.Count(code => code != 0)) { AtMost = 0 },
                new("exit after SIGTERM, longest", exits.Max(), "s") { AtMost = 10, DependsOnMachine = true },
                new("messages acknowledged", verdict.Acknowledged) { AtLeast = 100 * cycles },
            ],
        };
    }
}
