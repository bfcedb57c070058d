using Chat.Benchmarks;
using Chat.Client;
using Chat.Contracts;
using Chat.Tests.Support;
using ServerProcess = Chat.Tests.Support.ServerProcess;

namespace Chat.Tests.Measuring;

public sealed class SeedTests
{
    [Fact]
    public async Task Seeded_folder_is_served_read_and_written_on_as_if_people_had_filled_it()
    {
        var folder = Directory.CreateTempSubdirectory("chat-seed-").FullName;
        var data = Path.Combine(folder, "data");
        var plan = new SeedPlan(People: 6, Rooms: 4, Members: 3, Messages: 403);
        await SeedCommand.SeedAsync(plan, data, _ => { }, TestContext.Current.CancellationToken);
        var tokens = await File.ReadAllLinesAsync(Path.Combine(data, "tokens.txt"), TestContext.Current.CancellationToken);
        var rooms = (await File.ReadAllLinesAsync(Path.Combine(data, "rooms.txt"), TestContext.Current.CancellationToken)).Select(Guid.Parse).ToList();
        Assert.Equal((6, 4), (tokens.Length, rooms.Count));

        await using (var server = await ServerProcess.StartNewAsync(new ServerPlace { Data = data }))
        {
            await using var client = new ChatConnection(new ChatConnectionOptions { Server = server.Address, Token = tokens[0] });
            await client.StartAsync(TestContext.Current.CancellationToken);
            var state = await client.UntilAsync(s => s.Memberships.Count == 2 && s.Heads.Count == 2);
            // A notice that the room was made, then a hundred messages, and in the first three rooms one more.
            Assert.All(state.Memberships.Keys, room => Assert.Equal(rooms.IndexOf(room) < 3 ? 102 : 101, state.Heads[room].Number));
            client.Open(rooms[0]);
            await client.UntilAsync(s => s.Rooms.TryGetValue(rooms[0], out var room) && room.Messages is [.., { Number: 102 }]);

            var posted = (await client.PostAndWaitAsync(rooms[0], "and on we go", TestContext.Current.CancellationToken)).Value();
            Assert.Equal(103, posted.Number);
            var all = new List<Message>();
            for (long after = 0; after < 103;)
            {
                var page = (await client.ReadMessagesAsync(new ReadMessages { Room = rooms[0], After = after }, TestContext.Current.CancellationToken)).Value();
                all.AddRange(page.Messages);
                after = page.To;
            }
            Assert.Equal(Enumerable.Range(1, 103).Select(n => (long)n), all.Select(m => m.Number));
            Assert.Equal(3, all.Skip(1).SkipLast(1).Select(m => m.Author).Distinct().Count());
        }
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(0, 1, 1, 0, "--people")]
    [InlineData(1, 0, 1, 0, "--rooms")]
    [InlineData(1, 1, 0, 0, "--members")]
    [InlineData(2, 1, 3, 0, "--members 3 is more than --people 2")]
    [InlineData(1, 1, 1, -1, "--messages")]
    public void What_cannot_be_seeded_is_said(int people, int rooms, int members, long messages, string said) =>
        Assert.Contains(said, new SeedPlan(people, rooms, members, messages).Fault, StringComparison.Ordinal);
}
