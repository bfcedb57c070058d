using System.Diagnostics;
using Chat.Benchmarks;
using Chat.Tests.Support;
using ServerProcess = Chat.Tests.Support.ServerProcess;

namespace Chat.Tests.Delivery;

/// <summary>The server is killed with a large history, and must be there again at once.</summary>
internal sealed class LargeStartRun : FaultRun
{
    private const int Writers = 6;
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(2);

    public override string Name => "large-start";

    public override string What => "kill -9 under load with 1,000,000 messages in the database (short: 20,000), and ready again";

    public override async Task<RunResult> RunAsync(Scale scale, Action<string> tell, CancellationToken cancellationToken)
    {
        var (messages, kills) = scale == Scale.Long ? (1_000_000, 5) : (20_000, 1);
        var folder = Directory.CreateTempSubdirectory("chat-large-").FullName;
        var data = Path.Combine(folder, "data");
        var plan = new SeedPlan(People: 100, Rooms: 200, Members: 10, messages);
        var community = await SeedCommand.SeedAsync(plan, data, tell, cancellationToken);
        var ready = new List<double>();
        Verdict verdict;
        await using (var server = await ServerProcess.StartNewAsync(new ServerPlace { Data = data }, LoadedServer.Limits))
        {
            var load = new LoadPlan
            {
                Server = server.Address,
                HistoryFile = Path.Combine(folder, "history.jsonl"),
                StoreFolder = folder,
                Clients =
                [
                    .. community.People.Take(Writers).Select((person, i) => new PlannedClient
                    {
                        Name = person.Name,
                        Token = person.Token,
                        Person = person.Person,
                        // The first room's members are the first ten.
                        Rooms = [community.Rooms[0]],
                        Bare = i % 2 == 1,
                        PerSecond = 30,
                    }),
                ],
            };
            await using var recorder = await RecorderProcess.StartAsync(load);
            for (var kill = 0; kill < kills; kill++)
            {
                var from = recorder.Counts.Acknowledged;
                await recorder.UntilAsync(counts => counts.Acknowledged >= from + 200 && counts.InFlight > 0, Never);
                await server.KillAsync();
                var began = Stopwatch.GetTimestamp();
                await server.StartAsync();
                ready.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
                tell($"ready after {ready[^1]:F1} s");
            }
            await recorder.FinishAsync(Never);
            verdict = HistoryChecker.Check(History.Load(load.HistoryFile));
        }
        Directory.Delete(folder, recursive: true);
        return new RunResult
        {
            Verdicts = [verdict],
            Figures =
            [
                new("messages in the database", messages),
                new("kills", kills),
                new("ready after a kill, longest", ready.Max(), "s") { AtMost = 5, DependsOnMachine = true },
            ],
        };
    }
}
