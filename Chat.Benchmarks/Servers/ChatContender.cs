namespace Chat.Benchmarks;

/// <summary>The shipped server with its default settings, but for the rate at which one person may post.</summary>
/// <param name="server">The program.</param>
/// <param name="plan">What it is going to carry: makes as many people and rooms.</param>
internal sealed class ChatContender(PublishedServer server, LoadPlan plan) : Contender
{
    /// <summary>Operator options that differ from the default: a load's senders post faster than people may.</summary>
    public static IReadOnlyList<string> Options { get; } = ["--Chat:PostRate:PerSecond=1000000", "--Chat:PostRate:Burst=1000000"];

    /// <summary>Who is a member of the first room beside its watchers: they are connected, and watch rooms of their own.</summary>
    public Bystanders Bystanders { get; init; } = new(0, 1);

    /// <summary>Its people and rooms; there are some once it was started.</summary>
    public Community Community { get; private set; } = null!;

    /// <summary>What it is called when it stands beside another of ours.</summary>
    public string Label { get; init; } = "ChatService";

    public override string Name => Label;

    public override bool KeepsOrder => true;

    public override async Task<RoomClient> ConnectAsync(Place place, CancellationToken cancellationToken)
    {
        var resident = Community.People[(place.Room * plan.Watchers) + place.Member];
        return await ChatClient.ConnectAsync(Process.Address, place, resident.Person, resident.Token, Community.Rooms[place.Room], cancellationToken);
    }

    /// <summary>Connects a bystander, who watches the room that they share with a few others.</summary>
    public async Task<RoomClient> ConnectBystanderAsync(int number, CancellationToken cancellationToken)
    {
        var resident = Community.People[(plan.Rooms * plan.Watchers) + number];
        var room = Community.Rooms[plan.Rooms + (number / Bystanders.InARoom)];
        return await ChatClient.ConnectAsync(Process.Address, new Place([], 0, 0, 0), resident.Person, resident.Token, room, cancellationToken);
    }

    protected override async Task<ServerProcess> StartProcessAsync(CancellationToken cancellationToken)
    {
        var watchers = plan.Rooms * plan.Watchers;
        var rooms = Enumerable.Range(0, plan.Rooms).Select(room => Enumerable.Range(room * plan.Watchers, plan.Watchers)).ToList();
        var bystanders = Enumerable.Range(watchers, Bystanders.Count);
        rooms[0] = rooms[0].Concat(bystanders);
        Community = await Community.MakeAsync(Folder, watchers + Bystanders.Count, [.. rooms, .. bystanders.Chunk(Bystanders.InARoom)]);
        return await ServerProcess.StartAsync(server.Program, url => ["--urls", url, $"--Chat:DataFolder={Folder}", .. Options], cancellationToken);
    }
}

/// <summary>Members of the first room who watch other rooms.</summary>
/// <param name="Count">How many.</param>
/// <param name="InARoom">How many share a room that they watch.</param>
internal sealed record Bystanders(int Count, int InARoom);
