namespace Chat.Benchmarks;

/// <summary>The shipped server on a data folder that was filled before, and stays.</summary>
/// <param name="server">The program.</param>
/// <param name="folder">The data folder.</param>
/// <param name="community">Who and what is in it.</param>
/// <param name="plan">How it was filled.</param>
internal sealed class SeededContender(PublishedServer server, string folder, Community community, SeedPlan plan) : Contender
{
    public override string Name => "ChatService";

    public override bool KeepsOrder => true;

    /// <summary>Its rooms' members, by number.</summary>
    private readonly IReadOnlyList<IEnumerable<int>> _members = plan.MembersOfRooms;

    /// <summary>The load's rooms lie evenly among those that there are.</summary>
    public override async Task<RoomClient> ConnectAsync(Place place, CancellationToken cancellationToken)
    {
        var room = place.Room * Math.Max(1, plan.Rooms / HistoryWorkload.RoomsWrittenTo) % plan.Rooms;
        var resident = community.People[_members[room].First()];
        return await ChatClient.ConnectAsync(Process.Address, place, resident.Person, resident.Token, community.Rooms[room], cancellationToken);
    }

    protected override Task<ServerProcess> StartProcessAsync(CancellationToken cancellationToken) =>
        ServerProcess.StartAsync(server.Program, url => ["--urls", url, $"--Chat:DataFolder={folder}", .. ChatContender.Options], cancellationToken);
}
