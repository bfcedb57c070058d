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
        var judged = await JudgeBrokenAsync();
        foreach (var one in judged) output.WriteLine($"{one}");
        output.WriteLine($"Broken servers: {judged.Count(one => one.IsCaught)} of {judged.Count} caught.");

        Assert.All(judged, one => Assert.True(one.IsCaught, one.Name));
    }

    /// <summary>What the checker says of each broken server, from a history of it alone.</summary>
    internal static async Task<IReadOnlyList<Judged>> JudgeBrokenAsync()
    {
        var judged = new Judged[BrokenServer.All.Count];
        await Parallel.ForAsync(0, judged.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
        {
            var broken = BrokenServer.All[i];
            var verdict = await VerdictAsync(broken);
            judged[i] = new Judged(broken.Name, broken.Shows.Any(b => verdict.Count(b) > 0), verdict);
        });
        return judged;
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
            await recorder.FinishAsync(broken.Shows.Length == 0 ? TestDeadline.Never : Settling);
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
