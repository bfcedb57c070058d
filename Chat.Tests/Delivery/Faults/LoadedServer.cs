using Chat.Benchmarks;
using Chat.Tests.Support;
using ServerProcess = Chat.Tests.Support.ServerProcess;

namespace Chat.Tests.Delivery;

/// <summary>
/// A server in a process of its own with people and rooms, and a recorder that lets them chat: what most fault runs begin with.
/// </summary>
internal sealed class LoadedServer : IAsyncDisposable
{
    private readonly List<RecorderProcess> _recorders = [];
    private readonly List<string> _histories = [];

    private readonly List<HashSet<int>> _members;
    private readonly IAsyncDisposable? _furniture;

    private LoadedServer(string folder, Community community, IReadOnlyList<IEnumerable<int>> members, ServerProcess server, IAsyncDisposable? furniture)
    {
        (Folder, Community, Server, _furniture) = (folder, community, server, furniture);
        _members = [.. members.Select(room => room.ToHashSet())];
    }

    /// <summary>Where everything of this run lies: histories, outboxes, the data folder.</summary>
    public string Folder { get; }

    /// <summary>The server's data folder.</summary>
    public string Data => Path.Combine(Folder, "data");

    public Community Community { get; }

    public ServerProcess Server { get; }

    /// <param name="people">How many people; each room has all of them.</param>
    /// <param name="rooms">How many rooms.</param>
    /// <param name="place">What surrounds the server, but for its data folder.</param>
    public static Task<LoadedServer> StartAsync(int people, int rooms, ServerPlace? place = null) =>
        StartAsync(people, [.. Enumerable.Repeat(Enumerable.Range(0, people), rooms)], place);

    /// <param name="people">How many people.</param>
    /// <param name="rooms">Of each room, the people in it, by number.</param>
    /// <param name="place">What surrounds the server, but for its data folder.</param>
    /// <param name="furnish">Prepares the data folder before anything lies in it; undone when the server has ended.</param>
    public static async Task<LoadedServer> StartAsync(
        int people, IReadOnlyList<IEnumerable<int>> rooms, ServerPlace? place = null, Func<string, Task<IAsyncDisposable>>? furnish = null)
    {
        var folder = Directory.CreateTempSubdirectory("chat-fault-").FullName;
        var data = Path.Combine(folder, "data");
        var furniture = furnish is null ? null : await furnish(data);
        var community = await Community.MakeAsync(data, people, rooms);
        var server = await ServerProcess.StartNewAsync((place ?? new ServerPlace()) with { Data = data }, Limits);
        return new LoadedServer(folder, community, rooms, server, furniture);
    }

    /// <summary>Nobody is held back by the rate limit, which isn't what is tested here.</summary>
    public static string[] Limits { get; } =
        ["--Chat:PostRate:PerSecond=100000", "--Chat:PostRate:Burst=1000000", "--Logging:LogLevel:Default=Warning"];

    /// <summary>
    /// A recorder whose clients write to and watch all their rooms, in turns a real client and a bare one, each person at one of them.
    /// </summary>
    /// <param name="perSecond">Messages a second, of each client.</param>
    /// <param name="through">The address that they connect to; none: the server's own.</param>
    /// <param name="clients">How many of the people, from the first; none: all.</param>
    /// <param name="shape">What else the plan has.</param>
    public async Task<RecorderProcess> RecordAsync(double perSecond, Uri? through = null, int? clients = null, Func<LoadPlan, LoadPlan>? shape = null)
    {
        var number = _recorders.Count;
        var store = Directory.CreateDirectory(Path.Combine(Folder, $"store-{number}")).FullName;
        var plan = new LoadPlan
        {
            Server = through ?? Server.Address,
            HistoryFile = Path.Combine(Folder, $"history-{number}.jsonl"),
            StoreFolder = store,
            Prefix = $"{number}-",
            Seed = number + 1,
            EditShare = 0.1,
            DeleteShare = 0.05,
            ResendShare = 0.1,
            MarkShare = 0.1,
            Clients =
            [
                .. Community.People.Take(clients ?? int.MaxValue).Select((person, i) => new PlannedClient
                {
                    Name = $"{number}-{person.Name}",
                    Token = person.Token,
                    Person = person.Person,
                    Rooms = [.. Community.Rooms.Where((_, room) => _members[room].Contains(i))],
                    Bare = i % 2 == 1,
                    PerSecond = perSecond,
                }),
            ],
        };
        plan = shape?.Invoke(plan) ?? plan;
        var recorder = await RecorderProcess.StartAsync(plan);
        _recorders.Add(recorder);
        _histories.Add(plan.HistoryFile);
        return recorder;
    }

    /// <summary>A person's bare device, directly at the server.</summary>
    public Task<Device> DeviceAsync(int person)
    {
        var resident = Community.People[person];
        return Device.ConnectAsync(Server.Address, new Seat(resident.Name, resident.Caller, resident.Token));
    }

    /// <summary>Lets every recorder come to its end, and judges all that was recorded.</summary>
    public async Task<Verdict> JudgeAsync(TimeSpan deadline)
    {
        // First all are quiet: what one still sent while another looked at the end would look like a loss.
        await Task.WhenAll(_recorders.Select(recorder => recorder.QuietAsync(deadline)));
        await Task.WhenAll(_recorders.Select(recorder => recorder.FinishAsync(deadline)));
        return HistoryChecker.Check(History.Load([.. _histories]));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var recorder in _recorders) await recorder.DisposeAsync();
        await Server.DisposeAsync();
        if (_furniture is not null) await _furniture.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
