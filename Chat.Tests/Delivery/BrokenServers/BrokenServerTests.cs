using Chat.Contracts;
using Chat.Tests.Support;

namespace Chat.Tests.Delivery;

public sealed class BrokenServerTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Unbroken_server_raises_no_alarm(bool restarts)
    {
        var verdict = await VerdictAsync(new BrokenServer("None") { Restarts = restarts });

        Assert.True(verdict.IsClean, verdict.ToString());
        Assert.True(verdict.Acknowledged > 100);
    }

    [Fact]
    public async Task Every_broken_server_is_caught()
    {
        var lines = new string[BrokenServer.All.Count];
        var missed = 0;
        await Parallel.ForAsync(0, lines.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
        {
            var broken = BrokenServer.All[i];
            var verdict = await VerdictAsync(broken);
            var caught = broken.Shows.Any(b => verdict.Count(b) > 0);
            if (!caught) Interlocked.Increment(ref missed);
            lines[i] = $"{(caught ? "caught" : "MISSED")}  {broken.Name}: {string.Join(", ", verdict.Breaches.Select(b => $"{b} {verdict.Count(b)}"))}";
        });
        output.WriteLine($"Broken servers: {lines.Length - missed} of {lines.Length} caught.");
        foreach (var line in lines) output.WriteLine(line);

        Assert.True(missed == 0, string.Join('\n', lines.Where(l => l.StartsWith("MISSED", StringComparison.Ordinal))));
    }

    /// <summary>Four bare clients chat in a private room, whose owner removes two of them and lets them in again.</summary>
    private static async Task<Verdict> VerdictAsync(BrokenServer broken)
    {
        await using var server = await CoreServer.StartAsync(broken.Parts);
        await using var owner = await server.DeviceAsync();
        var room = await owner.RoomAsync(isPrivate: true);
        var others = new List<Seat>();
        for (var i = 0; i < 3; i++)
        {
            others.Add(await server.SeatAsync());
            await Wire.Ok(owner.AddMember(new AddMember(room, others[i].Person)));
        }
        if (broken.Sql is { } sql) server.Sql(sql);
        var folder = Directory.CreateTempSubdirectory("chat-history-").FullName;
        var plan = new LoadPlan
        {
            Server = server.Address,
            HistoryFile = Path.Combine(folder, "history.jsonl"),
            StoreFolder = folder,
            // Enough to go on well after a restart.
            Messages = broken.Restarts ? 240 : 60,
            EditShare = 0.4,
            DeleteShare = 0.1,
            ResendShare = 0.5,
            MarkShare = 0.3,
            RemoveShare = 0.25,
            Clients =
            [
                Client("owner", owner.Seat) with { Removes = [others[0].Person, others[1].Person] },
                .. others.Select((seat, i) => Client($"other{i}", seat)),
            ],
        };

        await using (var recorder = await Recorder.StartAsync(plan))
        {
            if (broken.Restarts)
            {
                await TestDeadline.UntilAsync(() => recorder.Counts.Acknowledged > 80);
                await server.RestartAsync();
            }
            await recorder.Written.Within();
            await recorder.FinishAsync(Settling);
        }
        var verdict = HistoryChecker.Check(History.Load(plan.HistoryFile));
        Directory.Delete(folder, recursive: true);
        return verdict;

        PlannedClient Client(string name, Seat seat) => new()
        {
            Name = name,
            Token = seat.Token,
            Person = seat.Person,
            Rooms = [room],
            Bare = true,
            PerSecond = 40,
        };
    }
}
