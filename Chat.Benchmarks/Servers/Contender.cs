namespace Chat.Benchmarks;

/// <summary>A running server, and how the load's clients come to it.</summary>
internal abstract class Contender : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chat-benchmarks-").FullName;

    /// <summary>What it is called in the results.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it promises that all watchers of a room see the same order.</summary>
    public virtual bool KeepsOrder => false;

    /// <summary>Its process; there is one after <see cref="StartAsync"/>.</summary>
    public ServerProcess Process { get; private set; } = null!;

    /// <summary>A folder of its own, gone afterwards.</summary>
    protected string Folder => _folder;

    /// <summary>Starts it.</summary>
    public async Task StartAsync(CancellationToken cancellationToken) => Process = await StartProcessAsync(cancellationToken);

    /// <summary>Connects a client, which watches its room then.</summary>
    public abstract Task<RoomClient> ConnectAsync(Place place, CancellationToken cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Process is not null) await Process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected abstract Task<ServerProcess> StartProcessAsync(CancellationToken cancellationToken);
}

/// <summary>The shipped server with its default settings, but for the rate at which one person may post.</summary>
/// <param name="server">The program.</param>
/// <param name="plan">What it is going to carry: makes as many people and rooms.</param>
internal sealed class ChatContender(PublishedServer server, LoadPlan plan) : Contender
{
    /// <summary>Operator options that differ from the default: a load's senders post faster than people may.</summary>
    public static IReadOnlyList<string> Options { get; } = ["--Chat:PostRate:PerSecond=1000000", "--Chat:PostRate:Burst=1000000"];

    private Community _community = null!;

    public override string Name => "ChatService";

    public override bool KeepsOrder => true;

    public override async Task<RoomClient> ConnectAsync(Place place, CancellationToken cancellationToken)
    {
        var resident = _community.People[(place.Room * plan.Watchers) + place.Member];
        return await ChatClient.ConnectAsync(Process.Address, place, resident.Person, resident.Token, _community.Rooms[place.Room], cancellationToken);
    }

    protected override async Task<ServerProcess> StartProcessAsync(CancellationToken cancellationToken)
    {
        _community = await Community.MakeAsync(
            Folder, plan.Rooms * plan.Watchers, [.. Enumerable.Range(0, plan.Rooms).Select(room => Enumerable.Range(room * plan.Watchers, plan.Watchers))]);
        return await ServerProcess.StartAsync(server.Program, url => ["--urls", url, $"--Chat:DataFolder={Folder}", .. Options], cancellationToken);
    }
}

/// <summary>A yardstick in a process of its own.</summary>
internal sealed class YardstickContender(string yardstick, string name, Func<ServerProcess, Place, CancellationToken, Task<RoomClient>> connect) : Contender
{
    public override string Name => name;

    public static YardstickContender SignalR() => new(
        Yardstick.SignalR, "bare SignalR hub", async (server, place, cancel) => await BareHubClient.ConnectAsync(server.Address, place, cancel));

    public override Task<RoomClient> ConnectAsync(Place place, CancellationToken cancellationToken) => connect(Process, place, cancellationToken);

    protected override Task<ServerProcess> StartProcessAsync(CancellationToken cancellationToken) =>
        ServerProcess.StartAsync(Environment.ProcessPath!, url => [Yardstick.Verb, yardstick, url, Folder], cancellationToken);
}
