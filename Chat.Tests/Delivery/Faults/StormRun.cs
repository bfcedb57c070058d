using System.Diagnostics;

namespace Chat.Tests.Delivery;

/// <summary>Everybody loses the connection at the same moment, and comes back.</summary>
internal sealed class StormRun : FaultRun
{
    private const int Writers = 8;
    private const int InARoom = 20;
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(2);

    public override string Name => "storm";

    public override string What =>
        "2,000 real clients in rooms of 20 cut off by one reset, for two seconds in which every room goes on; all come back at once";

    public override async Task<RunResult> RunAsync(Scale scale, Action<string> tell, CancellationToken cancellationToken)
    {
        var count = scale == Scale.Long ? 2_000 : 100;
        var rooms = Enumerable.Range(0, count).Chunk(InARoom).Select(some => some.Select(i => Writers + i)).Prepend(Enumerable.Range(0, Writers)).ToList();
        await using var loaded = await LoadedServer.StartAsync(Writers + count, rooms);
        var (people, ids) = (loaded.Community.People, loaded.Community.Rooms);
        await using var proxy = new FaultProxy(loaded.Server.Address);
        await using var crowd = await Crowd.StartAsync(proxy.Address, people.Skip(Writers).Select((person, i) => (person, ids[1 + (i / InARoom)])), Never);
        tell($"{count} clients are live");
        await loaded.RecordAsync(perSecond: 10, clients: Writers);

        proxy.Weather = Weather.Fine with { Refuses = true };
        var cut = proxy.ResetAll();
        var numbers = new Dictionary<Guid, long>();
        var away = Task.Delay(Away, cancellationToken);
        for (var room = 1; room < ids.Count; room++)
        {
            var person = people[Writers + ((room - 1) * InARoom)];
            await using var device = await Device.ConnectAsync(loaded.Server.Address, new Seat(person.Name, person.Caller, person.Token));
            numbers[ids[room]] = (await device.PostAsync(ids[room], "written while you were away")).Number!.Value;
        }
        await away;
        var began = Stopwatch.GetTimestamp();
        proxy.Weather = Weather.Fine;
        await crowd.UntilAllAsync(room => room.Watching == Chat.Client.Watching.Live && room.Messages is [.., var last] && last.Number >= numbers[room.Id], Never);
        var caughtUp = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new RunResult
        {
            Verdicts = [await loaded.JudgeAsync(Never)],
            Figures =
            [
                new("connections cut at once", cut) { AtLeast = count },
                new("all caught up after", caughtUp, "s") { AtMost = 30, DependsOnMachine = true },
            ],
        };
    }
}
