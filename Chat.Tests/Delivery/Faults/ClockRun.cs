using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Delivery;

/// <summary>The machine's clock jumps while people write.</summary>
internal sealed class ClockRun : FaultRun
{
    private const int Seed = 7;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(1);

    public override string Name => "clock";

    public override string What => "the server's clock jumps by an hour, forward and back, while people write: no message's time lies below its predecessor's, nobody is signed out or cut off";

    public override async Task<RunResult> RunAsync(Scale scale, Action<string> tell, CancellationToken cancellationToken)
    {
        var jumps = scale == Scale.Long ? 60 : 6;
        var clock = new JumpingClock();
        var random = new Random(Seed);
        await using var server = await CoreServer.StartAsync(parts => parts.AddSingleton<TimeProvider>(clock));
        var seats = new List<Seat>();
        for (var i = 0; i < 4; i++) seats.Add(await server.SeatAsync());
        await using var owner = await server.DeviceAsync(seats[0], answersBeats: true);
        var room = await owner.RoomAsync();
        foreach (var seat in seats.Skip(1)) await Wire.Ok(owner.AddMember(new Contracts.AddMember(room, seat.Person)));
        var folder = Directory.CreateTempSubdirectory("chat-clock-").FullName;
        var plan = new LoadPlan
        {
            Server = server.Address,
            HistoryFile = Path.Combine(folder, "history.jsonl"),
            StoreFolder = folder,
            EditShare = 0.2,
            MarkShare = 0.2,
            ResendShare = 0.2,
            Clients = [.. seats.Select((seat, i) => new PlannedClient { Name = $"c{i}", Token = seat.Token, Person = seat.Person, Rooms = [room], Bare = i % 2 == 1, PerSecond = 30 })],
        };
        var unknown = 0L;
        await using (var recorder = await RecorderProcess.StartAsync(plan))
        {
            for (var jump = 0; jump < jumps; jump++)
            {
                var from = recorder.Counts.Acknowledged;
                await recorder.UntilAsync(counts => counts.Acknowledged >= from + 30, Never);
                // Forward and back by chance: hours ahead, hours behind.
                clock.Jump(random.Next(2) > 0 ? Hour : -Hour);
            }
            unknown = recorder.Counts.Unknown;
            await recorder.FinishAsync(Never);
        }
        var verdict = HistoryChecker.Check(History.Load(plan.HistoryFile));
        Directory.Delete(folder, recursive: true);
        return new RunResult
        {
            Verdicts = [verdict],
            Figures =
            [
                new("jumps of an hour", jumps),
                new("messages acknowledged", verdict.Acknowledged) { AtLeast = 30 * jumps },
                new("calls whose end was unknown, since a connection broke", unknown) { AtMost = 0 },
                new("a device that had nothing to say was cut off", owner.IsOpen ? 0 : 1) { AtMost = 0 },
            ],
        };
    }

    /// <summary>The wall clock jumps; time spans go on as they do, since they are measured by a clock that nobody sets.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        private long _offset;

        public void Jump(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _offset));
    }
}
