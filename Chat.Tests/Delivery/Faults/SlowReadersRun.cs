using Chat.Benchmarks;
using Chat.Contracts;
using BenchmarkPlan = Chat.Benchmarks.LoadPlan;
using BenchmarkScale = Chat.Benchmarks.Scale;

namespace Chat.Tests.Delivery;

/// <summary>One in twenty reads nothing, or at a kilobyte a second, or its process is stopped; the others must not feel it.</summary>
internal sealed class SlowReadersRun : FaultRun
{
    private const int Healthy = 100;
    private const int Silent = 2;
    private const int Slow = 2;
    private const int Stuck = Silent + Slow + 1;
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(3);

    public override string Name => "slow-readers";

    public override string What =>
        "a room of 100 and 5 more who are stuck: two read nothing, two a kilobyte a second, one's process is stopped; measured in turns without and with them";

    public override IReadOnlyList<string> Programs => ["taskset"];

    public override async Task<RunResult> RunAsync(Scale scale, Action<string> tell, CancellationToken cancellationToken)
    {
        var (rounds, rate) = scale == Scale.Long ? (5, 500.0) : (1, 200.0);
        var window = scale == Scale.Long
            ? new BenchmarkScale(1, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10), false)
            : new BenchmarkScale(1, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), true);
        var plan = new BenchmarkPlan(1, Healthy, 10, rate);
        var folder = Directory.CreateTempSubdirectory("chat-slow-").FullName;
        var run = new BenchmarkRun(PublishedServer.In(AppContext.BaseDirectory), window, TextWriter.Null);
        var contender = new ChatContender(run.Server, plan) { Bystanders = new Bystanders(Stuck, 1) };
        await using var load = await RoomLoad.StartAsync(contender, plan, run, cancellationToken);
        if (scale == Scale.Long) await load.MeasureAsync(window, cancellationToken);
        var (without, with, verdicts, behind) = (new List<WindowResult>(), new List<WindowResult>(), new List<Verdict>(), 0);
        for (var round = 1; round <= rounds; round++)
        {
            without.Add(await load.MeasureAsync(window, cancellationToken));
            await using var stuck = await StuckAsync(contender, Path.Combine(folder, $"{round}"));
            with.Add(await load.MeasureAsync(window, cancellationToken));
            tell($"round {round} of {rounds}: 99th percentile {P99(without[^1]):F1} ms without, {P99(with[^1]):F1} ms with them");
            var verdict = await stuck.JudgeAsync();
            verdicts.Add(verdict);
            if (verdict.Seen > 0) behind++;
        }
        Directory.Delete(folder, recursive: true);
        var faults = without.Concat(with).SelectMany(w => w.Faults).Distinct().ToList();
        return new RunResult
        {
            Verdicts = verdicts,
            Faults = faults,
            Figures =
            [
                new("messages a second", rate),
                new("deliveries to healthy readers beside stuck ones", with.Sum(w => w.Deliveries)) { AtLeast = 1 },
                new("stopped processes that went on and caught up", behind) { AtLeast = rounds },
                new("99th percentile without stuck readers, median of the rounds", Median(without, P99), "ms"),
                new("99th percentile with them", Median(with, P99), "ms"),
                new("of that without, median of the rounds' own ratios", without.Zip(with, (calm, beside) => P99(beside) / P99(calm)).Order().ElementAt(rounds / 2), "times") { AtMost = 1.5, DependsOnMachine = true },
                new("longest a sender waited for its acknowledgement, without stuck readers, median of the rounds", Median(without, Longest), "ms"),
                new("longest a sender waited, with them, of all rounds", with.Max(Longest), "ms") { AtMost = 250, DependsOnMachine = true },
                new("resident memory without them", Median(without, w => w.Resident / 1e6), "MB"),
                new("resident memory with them", Median(with, w => w.Resident / 1e6), "MB"),
            ],
        };
    }

    private static double P99(WindowResult window) => window.Received.Milliseconds(99);

    private static double Longest(WindowResult window) => window.Acknowledged.Milliseconds(100);

    private static double Median(List<WindowResult> windows, Func<WindowResult, double> figure) =>
        windows.Select(figure).Order().ElementAt(windows.Count / 2);

    private static async Task<StuckReaders> StuckAsync(ChatContender contender, string folder)
    {
        Directory.CreateDirectory(folder);
        var people = contender.Community.People.Skip(Healthy).ToList();
        var server = new Uri($"http://{contender.Process.Address}");
        var room = contender.Community.Rooms[0];
        var stuck = new StuckReaders(server);
        for (var i = 0; i < Silent; i++) await stuck.AddAsync(server, people[i], room, reads: false);
        for (var i = 0; i < Slow; i++) await stuck.AddAsync(stuck.SlowWay, people[Silent + i], room, reads: true);
        await stuck.StopOneAsync(server, people[^1], room, folder);
        return stuck;
    }

    /// <summary>Five who are stuck.</summary>
    private sealed class StuckReaders(Uri server) : IAsyncDisposable
    {
        private readonly FaultProxy _slow = new(server);
        private readonly List<BareSocket> _sockets = [];
        private readonly List<Task> _reading = [];
        private RecorderProcess _stopped = null!;
        private string _history = "";

        public Uri SlowWay => _slow.Address;

        public async Task AddAsync(Uri way, Resident person, Guid room, bool reads)
        {
            var socket = await BareSocket.ConnectAsync(way, new Seat(person.Name, person.Caller, person.Token));
            _sockets.Add(socket);
            var answer = await socket.CallAsync<WatchAnswers>(nameof(IChatHub.Watch), new WatchRequest { Items = [new WatchItem { Scope = Scope.Room(room).ToString() }] });
            Assert.Equal(WatchKinds.Snapshot, answer.Answers[0].Kind);
            if (!reads) return;
            _slow.Weather = new(new Way(), new Way { BytesPerSecond = 1_024 });
            _reading.Add(socket.DrainAsync());
        }

        public async Task StopOneAsync(Uri server, Resident person, Guid room, string folder)
        {
            _history = Path.Combine(folder, "history.jsonl");
            _stopped = await RecorderProcess.StartAsync(new LoadPlan
            {
                Server = server,
                HistoryFile = _history,
                StoreFolder = folder,
                Prefix = Path.GetFileName(folder) + "-",
                Clients = [new PlannedClient { Name = "stopped", Token = person.Token, Person = person.Person, Rooms = [room], Bare = true, PerSecond = 20 }],
            });
            await _stopped.UntilAsync(counts => counts.Acknowledged > 0, Never);
            await _stopped.SignalAsync("STOP");
        }

        /// <summary>Lets the stopped one go on, and judges what it saw then.</summary>
        public async Task<Verdict> JudgeAsync()
        {
            await _stopped.SignalAsync("CONT");
            await _stopped.FinishAsync(Never);
            return HistoryChecker.Check(History.Load(_history));
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var socket in _sockets) await socket.DisposeAsync();
            await _slow.DisposeAsync();
            await Task.WhenAll(_reading);
            await _stopped.SignalAsync("CONT");
            await _stopped.DisposeAsync();
        }
    }
}
