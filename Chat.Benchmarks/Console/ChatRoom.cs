using System.Runtime.InteropServices;
using Chat.Client;
using Chat.Contracts;

namespace Chat.Benchmarks;

/// <summary>The shipped server with people and rooms, and a few who speak in the first of them.</summary>
internal sealed class ChatRoom : IAsyncDisposable
{
    private const int Speakers = 8;
    private const int Rooms = 12;
    private const int MostUnderWay = 800;

    private readonly string _folder;
    private readonly ServerProcess _server;
    private readonly Community _community;
    private readonly List<ChatConnection> _speakers = [];
    private readonly SemaphoreSlim _underWay = new(MostUnderWay);

    private ChatRoom(string folder, ServerProcess server, Community community) => (_folder, _server, _community) = (folder, server, community);

    /// <summary>The room that is spoken in.</summary>
    public Guid Room => _community.Rooms[0];

    /// <summary>What was said last in it.</summary>
    public string Newest { get; set; } = Mark.Next();

    /// <summary>What it is called.</summary>
    public string Name { get; } = "room 0";

    /// <summary>Starts a server in whose first room so many messages have been said.</summary>
    public static async Task<ChatRoom> StartAsync(PublishedServer program, long messages, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("chat-benchmarks-").FullName;
        // Everybody is in all rooms, and all messages are in the first.
        var plan = new SeedPlan(Speakers + 1, Rooms, Speakers + 1, 0);
        var community = await SeedCommand.SeedAsync(plan, folder, _ => { }, cancellationToken);
        MessageSeeder.Append(SeedCommand.DatabaseIn(folder), [SeedCommand.RoomsOf(community, plan)[0]], messages, _ => { }, cancellationToken);
        var server = await ServerProcess.StartAsync(program.Program, url => ["--urls", url, $"--Chat:DataFolder={folder}", .. ChatContender.Options], cancellationToken);
        var room = new ChatRoom(folder, server, community);
        foreach (var speaker in community.People.Take(Speakers)) room._speakers.Add(await room.ConnectAsync(speaker, cancellationToken));
        await room.SayAsync(0, room.Newest, cancellationToken);
        await room.SaidAsync(cancellationToken);
        return room;
    }

    /// <summary>Lets the reader have read everything in all rooms: then the client opens the first of them.</summary>
    public async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        await using var reader = await ConnectAsync(_community.People[Speakers], cancellationToken);
        await foreach (var state in reader.ReadStatesAsync(cancellationToken))
        {
            if (state.Heads.Count < Rooms) continue;
            foreach (var (room, head) in state.Heads) reader.Seen(room, head.Number);
            if (state.Heads.Keys.All(room => state.Unread(room) == 0)) return;
        }
    }

    /// <summary>The environment in which the client is somebody who only reads; the terminal's is that of many.</summary>
    public IEnumerable<(string Name, string Value)> Environment(string home) =>
    [
        ("HOME", home), ("LANG", "C.UTF-8"), ("TERM", "xterm-256color"), ("COLORTERM", "truecolor"),
        ("CHAT_SERVER", $"http://{_server.Address}"), ("CHAT_TOKEN", _community.People[Speakers].Token),
        ("DOTNET_ROOT", Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."))),
    ];

    /// <summary>Lets one of the speakers say something; waits only when very many are under way.</summary>
    public async Task SayAsync(int turn, string text, CancellationToken cancellationToken)
    {
        await _underWay.WaitAsync(cancellationToken);
        _ = PostAsync(_speakers[turn % Speakers], text);
    }

    /// <summary>Waits until the server has all that was said.</summary>
    public async Task SaidAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i < MostUnderWay; i++) await _underWay.WaitAsync(cancellationToken);
        _underWay.Release(MostUnderWay);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var speaker in _speakers) await speaker.DisposeAsync();
        await _server.DisposeAsync();
        _underWay.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<ChatConnection> ConnectAsync(Resident person, CancellationToken cancellationToken)
    {
        var connection = new ChatConnection(new ChatConnectionOptions { Server = new Uri($"http://{_server.Address}"), Token = person.Token, Me = person.Person });
        await connection.StartAsync(cancellationToken);
        await connection.WaitUntilLiveAsync(cancellationToken);
        return connection;
    }

    private async Task PostAsync(ChatConnection speaker, string text)
    {
        Outcome<PostResult> posted = await speaker.PostAndWaitAsync(Room, text);
        _underWay.Release();
        if (!posted.Ok) await System.Console.Error.WriteLineAsync($"    refused: {posted.Error!.Message}");
    }
}
