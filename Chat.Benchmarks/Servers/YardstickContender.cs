namespace Chat.Benchmarks;

/// <summary>A yardstick in a process of its own.</summary>
/// <param name="yardstick">One of <see cref="Yardstick.Names"/>.</param>
/// <param name="name">What it is called in the results.</param>
/// <param name="connect">Connects a client.</param>
internal sealed class YardstickContender(string yardstick, string name, Func<ServerProcess, Place, CancellationToken, Task<RoomClient>> connect) : Contender
{
    public override string Name => name;

    /// <summary>The bare SignalR hub: stores nothing.</summary>
    public static YardstickContender SignalR() => Hub(Yardstick.SignalR, "bare SignalR hub", BareHub.Path);

    /// <summary>A hub method with one synced INSERT.</summary>
    public static YardstickContender Synced() => Hub(Yardstick.Synced, "hub with a synced INSERT", SyncedInsertHub.Path);

    /// <summary>The bare Kestrel broadcaster: stores nothing, frames once.</summary>
    public static YardstickContender Kestrel() => new(
        Yardstick.Kestrel, "bare Kestrel WebSocket", async (server, place, cancel) => await BroadcastClient.ConnectAsync(server.Address, place, cancel));

    /// <summary>A room in memory, asked every second.</summary>
    public static YardstickContender Polling() => Poll("polling every second", Benchmarks.Polling.PollPath, TimeSpan.FromSeconds(1));

    /// <summary>A room in memory, asked again as soon as it answered.</summary>
    public static YardstickContender LongPolling() => Poll("long polling", Benchmarks.Polling.LongPollPath, TimeSpan.Zero);

    public override Task<RoomClient> ConnectAsync(Place place, CancellationToken cancellationToken) => connect(Process, place, cancellationToken);

    protected override Task<ServerProcess> StartProcessAsync(CancellationToken cancellationToken) =>
        ServerProcess.StartAsync(Path.Combine(AppContext.BaseDirectory, "Chat.Benchmarks"), url => [Yardstick.Verb, yardstick, url, Folder], cancellationToken);

    private static YardstickContender Hub(string yardstick, string name, string path) => new(
        yardstick, name, async (server, place, cancel) => await BareHubClient.ConnectAsync(server.Address, path, place, cancel));

    private static YardstickContender Poll(string name, string path, TimeSpan pause) => new(
        Yardstick.Polling, name, (server, place, _) => Task.FromResult<RoomClient>(new PollingClient(server.Address, place, path, pause)));
}
