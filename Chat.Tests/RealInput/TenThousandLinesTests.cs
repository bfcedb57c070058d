using System.Collections.Concurrent;
using System.Text.Json;
using Chat.Client;
using Chat.Contracts;
using Chat.Tests.Support;

namespace Chat.Tests.RealInput;

/// <summary>
/// Twenty people post ten thousand lines of real text into ten rooms, half of them through the .NET client and half through
/// the page's, while a reader of each kind follows, and the power fails three times on the way.
/// </summary>
public sealed class TenThousandLinesTests(ITestOutputHelper output)
{
    private const int People = 20, Rooms = 10, Lines = 10_000;
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Every_view_the_history_and_the_disk_agree_after_three_power_cuts()
    {
        var lines = Fortunes.Lines(Lines);
        await using var server = await ServerProcess.StartNewAsync();
        var owner = await server.SetUpAsync("owner");
        var people = new List<SignedIn>();
        for (var i = 0; i < People; i++) people.Add(await server.RegisterAsync($"person-{i}"));
        await using var reader = await server.ConnectAsync(owner);
        var rooms = await MakeRoomsAsync(reader, server, people);
        foreach (var room in rooms) reader.Open(room);
        await using var pageReader = await NodeTool.StartAsync("follow.mjs",
            ["--server", server.Address.ToString(), "--token", owner.Token!, .. rooms.SelectMany(r => (string[])["--room", r.ToString()])]);

        // Who writes which lines where: the order of each is what must be found again.
        var written = people.Select((person, i) => lines.Where((_, line) => line % People == i)
            .Select((text, n) => (Room: rooms[i < People / 2 ? (i + n) % Rooms : i % Rooms], Text: text)).ToList()).ToList();
        var acknowledged = new ConcurrentDictionary<Guid, (Guid Room, long Number)>();
        using var stores = new Folders();
        var posting = Task.WhenAll(people.Select((person, i) => i < People / 2
            ? PostByConnectionAsync(server, person, written[i], stores.New(), acknowledged)
            : PostByPageAsync(server, person, written[i], acknowledged)));

        var cuts = new List<int>();
        foreach (var quarter in (int[])[1, 2, 3])
        {
            while (acknowledged.Count < Lines * quarter / 4 && !posting.IsCompleted) await Task.Delay(10, TestContext.Current.CancellationToken);
            if (posting.IsFaulted) await posting;
            Assert.False(posting.IsCompleted, "Sends must be in flight when the power fails.");
            cuts.Add(acknowledged.Count);
            await server.KillAsync();
            await server.StartAsync();
        }
        await posting.WaitAsync(Never, TestContext.Current.CancellationToken);

        // What is on disk is what was written: nothing lost, nothing twice, everybody's order kept, no hole.
        var disk = new Dictionary<Guid, List<(Guid Id, Guid Author, long Number, string Text)>>();
        foreach (var room in rooms) disk.Add(room, await HistoryOnDisk.ReadAsync(server.Database, room));
        Assert.Equal(lines.Count, acknowledged.Count);
        foreach (var (id, (room, number)) in acknowledged) Assert.Equal(id, disk[room][(int)number - 1].Id);
        foreach (var room in rooms)
        {
            Assert.Equal(Enumerable.Range(1, disk[room].Count).Select(n => (long)n), disk[room].Select(m => m.Number));
            for (var i = 0; i < People; i++)
            {
                Assert.Equal(
                    written[i].Where(w => w.Room == room).Select(w => w.Text),
                    disk[room].Where(m => m.Author == people[i].Person.Id).Select(m => m.Text));
            }
        }

        // Both readers hold it, row by row, and so does a client that comes new.
        await using var fresh = await server.ConnectAsync(owner);
        foreach (var room in rooms)
        {
            Assert.Equal(disk[room], (await ViewAsync(reader, room, disk[room].Count)).Rows());
            Assert.Equal(disk[room], (await ViewAsync(fresh, room, disk[room].Count)).Rows());
        }
        await pageReader.Input.WriteLineAsync(JsonSerializer.Serialize(disk.ToDictionary(d => d.Key, d => d.Value.Count)));
        var seen = await ReadRowsAsync(pageReader).WaitAsync(Never, TestContext.Current.CancellationToken);
        foreach (var room in rooms) Assert.Equal(disk[room], seen[room]);
        await pageReader.EndAsync(Never);
        output.WriteLine($"{acknowledged.Count} lines acknowledged, {disk.Sum(d => d.Value.Count)} rows on disk in {Rooms} rooms, killed after {string.Join(", ", cuts)}.");
    }

    private static async Task<List<Guid>> MakeRoomsAsync(ChatConnection owner, ServerProcess server, List<SignedIn> people)
    {
        var rooms = new List<Guid>();
        for (var i = 0; i < Rooms; i++) rooms.Add((await owner.CreateRoomAsync($"room-{i}")).Value().Room);
        foreach (var person in people)
        {
            await using var connection = await server.ConnectAsync(person);
            foreach (var room in rooms) (await connection.JoinRoomAsync(room)).Value();
        }
        return rooms;
    }

    private static async Task PostByConnectionAsync(
        ServerProcess server, SignedIn person, List<(Guid Room, string Text)> lines, string store, ConcurrentDictionary<Guid, (Guid, long)> acknowledged)
    {
        await using var connection = await server.ConnectAsync(person, store);
        var under = new List<Task>();
        foreach (var (room, text) in lines)
        {
            under.Add(PostAsync(room, text));
            // A person writes ahead of what is acknowledged, but not without end.
            if (under.Count(t => !t.IsCompleted) >= 50) await Task.WhenAny(under.Where(t => !t.IsCompleted)).WaitAsync(Never);
        }
        await Task.WhenAll(under).WaitAsync(Never);

        async Task PostAsync(Guid room, string text)
        {
            var result = (await connection.PostAndWaitAsync(room, text)).Value();
            Assert.Equal(PostStatus.Ok, result.Status);
            acknowledged.TryAdd(result.Id, (room, result.Number!.Value));
        }
    }

    private static async Task PostByPageAsync(
        ServerProcess server, SignedIn person, List<(Guid Room, string Text)> lines, ConcurrentDictionary<Guid, (Guid, long)> acknowledged)
    {
        var room = lines[0].Room;
        await using var tool = await NodeTool.StartAsync("post-lines.mjs",
            "--server", server.Address.ToString(), "--token", person.Token!, "--room", room.ToString(), "--most-waiting", "50");
        var writing = Task.Run(async () =>
        {
            foreach (var (_, text) in lines) await tool.Input.WriteLineAsync(text);
            tool.Input.Close();
        });
        while (await tool.Output.ReadLineAsync().WaitAsync(Never) is { } line)
        {
            using var json = JsonDocument.Parse(line);
            acknowledged.TryAdd(json.RootElement.GetProperty("id").GetGuid(), (room, json.RootElement.GetProperty("number").GetInt64()));
        }
        await writing.WaitAsync(Never);
        await tool.EndAsync(Never);
    }

    /// <summary>All messages of a room as a client holds them, older pages loaded.</summary>
    private static async Task<IReadOnlyList<Message>> ViewAsync(ChatConnection connection, Guid room, int count)
    {
        connection.Open(room);
        var state = await connection.UntilAsync(state =>
        {
            if (!state.Rooms.TryGetValue(room, out var view) || view.Watching != Watching.Live || view.Number < count) return false;
            if (!view.HasOlder) return view.Messages.Count >= count;
            if (!view.LoadingPage) connection.LoadOlder(room);
            return false;
        }, Never);
        return state.Rooms[room].Messages;
    }

    private static async Task<Dictionary<Guid, List<(Guid Id, Guid Author, long Number, string Text)>>> ReadRowsAsync(NodeTool tool)
    {
        var rooms = new Dictionary<Guid, List<(Guid, Guid, long, string)>>();
        while (await tool.Output.ReadLineAsync() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            var row = json.RootElement;
            var room = row.GetProperty("room").GetGuid();
            if (!rooms.TryGetValue(room, out var rows)) rooms.Add(room, rows = []);
            rows.Add((row.GetProperty("id").GetGuid(), row.GetProperty("author").GetGuid(), row.GetProperty("number").GetInt64(), row.GetProperty("text").GetString()!));
        }
        return rooms;
    }

    private sealed class Folders : IDisposable
    {
        private readonly string _root = Directory.CreateTempSubdirectory("chat-stores-").FullName;

        public string New() => Directory.CreateDirectory(Path.Combine(_root, Guid.NewGuid().ToString("N"))).FullName;

        public void Dispose() => Directory.Delete(_root, recursive: true);
    }
}
