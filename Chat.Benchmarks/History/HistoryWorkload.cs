using Chat.Contracts;
using HdrHistogram;

namespace Chat.Benchmarks;

/// <summary>W8: what a page of history and an insert cost, as the history grows.</summary>
internal sealed class HistoryWorkload : Workload
{
    /// <summary>Rooms that are written to at once while inserts are measured.</summary>
    public const int RoomsWrittenTo = 50;

    // As many as one connection may watch, with some to spare.
    private const int RoomsRead = 450;
    private const int Rate = 1_000;
    private const int Behind = 500;
    private const int WarmUpCalls = 300;
    private static readonly string[] Kinds = ["newest", "oldest", "around a number", "catch-up of 500"];

    public override string Name => "W8";

    public override string Measures => "history in 1,000 rooms: pages and inserts from 10,000 to 10,000,000 messages";

    public override async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        long[] sizes = run.Scale.IsQuick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000, 10_000_000];
        var folder = Directory.CreateTempSubdirectory("chat-history-").FullName;
        try
        {
            var plan = new SeedPlan(People: 200, Rooms: run.Scale.IsQuick ? 100 : 1_000, Members: 5, sizes[0]);
            var community = await SeedCommand.SeedAsync(plan, folder, run.Tell, cancellationToken);
            var found = new List<AtSize>();
            foreach (var (index, size) in sizes.Index())
            {
                if (index > 0)
                    MessageSeeder.Append(SeedCommand.DatabaseIn(folder), SeedCommand.RoomsOf(community, plan), size - sizes[index - 1], run.Tell, cancellationToken);
                found.Add(await MeasureAsync(run, folder, community, plan, size, cancellationToken));
            }
            Draw(run, found);
            return [.. Measurements(found)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private IEnumerable<Measurement> Measurements(List<AtSize> found)
    {
        // The size that people have; the largest when it wasn't reached.
        var usual = found.FirstOrDefault(f => f.Messages == 1_000_000) ?? found[^1];
        foreach (var kind in Kinds)
        {
            yield return new Measurement
            {
                Workload = Name,
                Metric = $"{kind}, CPU of a page at {usual.Messages:N0}",
                Unit = "ms",
                Ours = usual.Pages[kind].Cpu,
                Target = Target.Value(5),
                Figures = new Dictionary<string, double> { ["p50 ms"] = usual.Pages[kind].Took.Milliseconds(50), ["p99 ms"] = usual.Pages[kind].Took.Milliseconds(99) },
            };
        }
        yield return new Measurement
        {
            Workload = Name,
            Metric = $"the dearest page at any size up to {found[^1].Messages:N0}, CPU",
            Unit = "ms",
            Ours = found.Max(f => f.Pages.Values.Max(p => p.Cpu)),
            Target = Target.Value(5),
        };
        yield return new Measurement
        {
            Workload = Name,
            Metric = "the slowest kind of page at any size, median until it is there",
            Unit = "ms",
            Ours = found.Max(f => f.Pages.Values.Max(p => p.Took.Milliseconds(50))),
            Target = Target.Value(5),
        };
        yield return new Measurement
        {
            Workload = Name,
            Metric = "the slowest kind of page at any size, 99th percentile until it is there",
            Unit = "ms",
            Ours = found.Max(f => f.Pages.Values.Max(p => p.Took.Milliseconds(99))),
        };
        yield return new Measurement
        {
            Workload = Name,
            Metric = $"CPU of a message sent, stored and told to one, at {found[^1].Messages:N0}",
            Unit = "µs",
            Ours = found[^1].InsertCpu,
            Yardstick = found[0].InsertCpu,
            YardstickName = $"the same at {found[0].Messages:N0}",
            Ratio = found[^1].InsertCpu / found[0].InsertCpu,
            Target = Target.Ratio(1.5),
            Figures = found.ToDictionary(f => $"µs at {f.Messages:N0}", f => Math.Round(f.InsertCpu, 1)),
            Faults = [.. found.SelectMany(f => f.Faults).Distinct()],
        };
        yield return new Measurement
        {
            Workload = Name,
            Metric = $"messages stored, as many as are taken, at {found[^1].Messages:N0}",
            Unit = "/s",
            Ours = found[^1].InsertRate,
            Yardstick = found[0].InsertRate,
            YardstickName = $"the same at {found[0].Messages:N0}",
            Ratio = found[^1].InsertRate / found[0].InsertRate,
            Figures = found.ToDictionary(f => $"/s at {f.Messages:N0}", f => Math.Round(f.InsertRate)),
        };
    }

    private void Draw(BenchmarkRun run, List<AtSize> found)
    {
        run.Draw(new Curve($"{Name} insert", "CPU of a message sent, stored and told to one", "messages in the history", "µs", [.. found.Select(f => ((double)f.Messages, f.InsertCpu))]));
        foreach (var kind in Kinds)
            run.Draw(new Curve($"{Name} pages", kind, "messages in the history", "ms of CPU", [.. found.Select(f => ((double)f.Messages, f.Pages[kind].Cpu))]));
    }

    private static async Task<AtSize> MeasureAsync(
        BenchmarkRun run, string folder, Community community, SeedPlan plan, long size, CancellationToken cancellationToken)
    {
        var load = new LoadPlan(RoomsWrittenTo, Watchers: 1, Senders: 1, Rate);
        await using var writing = await RoomLoad.StartAsync(new SeededContender(run.Server, folder, community, plan), load, run, cancellationToken);
        var pages = new Dictionary<string, PageCost>();
        using (var reader = await HistoryClient.ConnectAsync(writing.Contender.Process.Address, community.People[plan.MembersOfRooms[0].First()].Token, cancellationToken))
        {
            var calls = run.Scale.IsQuick ? 500 : 3_000;
            foreach (var kind in Kinds)
            {
                await ReadAsync(reader, writing.Contender.Process, kind, community, WarmUpCalls, cancellationToken);
                pages[kind] = await ReadAsync(reader, writing.Contender.Process, kind, community, calls, cancellationToken);
            }
        }
        var windows = new List<WindowResult>();
        // The first is a warm-up: code that a new process has not run yet costs more than history ever does.
        for (var window = 0; window <= Math.Min(run.Scale.Rounds, 3); window++) windows.Add(await writing.MeasureAsync(run.Scale, cancellationToken));
        var unpaced = await writing.MeasureAsync(run.Scale, cancellationToken, unpaced: true);
        var found = new AtSize(
            size, Median.Of(windows.Skip(1).Select(w => w.MicrosecondsPerDelivery)), unpaced.DeliveryRate, pages, [.. windows.Append(unpaced).SelectMany(w => w.Faults)]);
        run.Tell($"    {size:N0} messages: {found.InsertCpu:F0} µs a message, {found.InsertRate:N0}/s at most; " + string.Join(", ", Kinds.Select(kind => $"{kind} {pages[kind].Cpu:F2} ms")));
        return found;
    }

    /// <summary>Pages of one kind, in turn in many rooms.</summary>
    private static async Task<PageCost> ReadAsync(
        HistoryClient reader, ServerProcess server, string kind, Community community, int calls, CancellationToken cancellationToken)
    {
        var heads = new List<(Guid Room, long Revision, long Number, string Incarnation)>();
        for (var i = 0; i < Math.Min(calls, Math.Min(RoomsRead, community.Rooms.Count)); i++)
        {
            var room = community.Rooms[i * 7 % community.Rooms.Count];
            var (revision, number, incarnation) = await reader.HeadAsync(room, cancellationToken);
            heads.Add((room, revision, number, incarnation));
        }
        using var took = new Latencies();
        var cpu = server.Cpu;
        for (var i = 0; i < calls; i++)
        {
            var (room, revision, number, incarnation) = heads[i % heads.Count];
            // Any place in the room's history, and each time another.
            var place = 1 + (i * 7_919L % number);
            var (method, arguments) = kind switch
            {
                "newest" => (nameof(IChatHub.ReadMessages), $$"""{"room":"{{room}}"}"""),
                "oldest" => (nameof(IChatHub.ReadMessages), $$"""{"room":"{{room}}","after":0}"""),
                "around a number" => (nameof(IChatHub.ReadMessages), $$"""{"room":"{{room}}","around":{{place}}}"""),
                _ => (nameof(IChatHub.Watch), $$$"""{"items":[{"scope":"{{{Scope.Room(room)}}}","cursor":{"revision":{{{Math.Max(1, revision - Behind)}}},"incarnation":"{{{incarnation}}}"}}]}"""),
            };
            await reader.AskAsync(method, arguments, took, cancellationToken);
        }
        return new PageCost((server.Cpu - cpu).TotalMilliseconds / calls, took.Sum());
    }

    /// <param name="Cpu">Milliseconds of the server's CPU time for a page.</param>
    /// <param name="Took">Until a page was there.</param>
    private sealed record PageCost(double Cpu, LongHistogram Took);

    /// <param name="Messages">How large the history is.</param>
    /// <param name="InsertCpu">Microseconds of the server's CPU time for a message that is sent, stored and told to one watcher.</param>
    /// <param name="InsertRate">Messages a second when as many are sent as are taken.</param>
    /// <param name="Pages">By kind.</param>
    /// <param name="Faults">What went wrong.</param>
    private sealed record AtSize(long Messages, double InsertCpu, double InsertRate, IReadOnlyDictionary<string, PageCost> Pages, IReadOnlyList<string> Faults);
}
