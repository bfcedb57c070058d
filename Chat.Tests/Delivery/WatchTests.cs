using Chat.Contracts;

namespace Chat.Tests.Delivery;

public sealed class WatchTests(CoreFixture core) : IClassFixture<CoreFixture>
{
    private CoreServer Server => core.Server;

    [Fact]
    public async Task Hundred_rooms_are_watched_at_once_and_what_does_not_fit_is_later()
    {
        await using var ann = await Server.DeviceAsync();
        var rooms = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => ann.RoomAsync()));
        foreach (var room in rooms.Take(30))
            await Wire.Ok(ann.PostMessages(new PostMessages { Room = room, Messages = [.. Enumerable.Range(0, 5).Select(_ => Wire.Said(new string('x', 10_000)))] }));
        var waiting = rooms.ToList();
        var held = new HashSet<Guid>();

        var rounds = 0;
        while (waiting.Count > 0)
        {
            var outcome = await ann.Watch(Request(waiting.Select(r => Scope.Room(r).ToString())));
            Assert.InRange(Wire.Text(outcome).Length, 1, 256 * 1024);
            Assert.Equal(waiting.Select(r => Scope.Room(r).ToString()), outcome.Value!.Answers.Select(a => a.Scope));
            Assert.All(outcome.Value.Answers, a => Assert.Contains(a.Kind, new[] { WatchKinds.Snapshot, WatchKinds.Later }));
            var live = waiting.Where((_, i) => outcome.Value.Answers[i].Kind == WatchKinds.Snapshot).ToList();
            Assert.NotEmpty(live);
            held.UnionWith(live);
            waiting.RemoveAll(live.Contains);
            rounds++;
        }

        Assert.InRange(rounds, 5, 30);
        Assert.Equal(100, held.Count);
        foreach (var room in rooms.Skip(95))
        {
            await ann.PostAsync(room, "heard");
            await ann.UntilAsync(room, 4);
        }
    }

    [Fact]
    public async Task Watch_that_is_malformed_too_long_or_one_too_many_is_refused()
    {
        await using var ann = await Server.DeviceAsync();
        var mine = Scope.Person(ann.Person).ToString();

        await Wire.Refused(ErrorCodes.Invalid, ann.Watch(Request(["room:general"])));
        await Wire.Refused(ErrorCodes.Invalid, ann.Watch(Request([$"planet:{Guid.NewGuid()}"])));
        await Wire.Refused(ErrorCodes.TooLong, ann.Watch(Request(Enumerable.Repeat(mine, 101))));
        Assert.Equal(WatchKinds.NotFound, (await ann.WatchAsync(Scope.Person(Guid.NewGuid()))).Kind);
    }

    [Fact]
    public async Task Watching_the_same_scope_again_does_not_send_anything_twice()
    {
        await using var ann = await Server.DeviceAsync();
        var room = await ann.RoomAsync();
        for (var i = 0; i < 3; i++) await ann.WatchAsync(room);
        await ann.Watch(Request(Enumerable.Repeat(Scope.Room(room).ToString(), 3)));

        var sent = await ann.PostAsync(room, "once");
        await ann.UntilAsync(room, 4);
        await ann.PostAsync(room, "again");
        await ann.UntilAsync(room, 5);

        Assert.Equal(2, ann.Events<ChangeSet>().Count);
        Assert.Equal(sent.Id, ann.Events<ChangeSet>()[0].Messages!.Single().Id);
    }

    [Fact]
    public async Task Unwatched_room_sends_nothing_more()
    {
        await using var ann = await Server.DeviceAsync();
        await using var other = await Server.DeviceAsync(ann.Seat);
        var room = await ann.RoomAsync();
        await ann.WatchAsync(room);
        await other.WatchAsync(room);
        await ann.PostAsync(room, "heard");
        await ann.UntilAsync(room, 4);

        await Wire.Ok(ann.Unwatch(new UnwatchRequest { Scopes = [Scope.Room(room).ToString(), "planet:unknown"] }));
        await ann.PostAsync(room, "unheard");
        await other.UntilAsync(room, 5);
        await ann.FenceAsync();

        Assert.Single(ann.Events<ChangeSet>());
    }

    [Fact]
    public async Task First_call_of_a_connection_is_hello_and_a_client_that_is_too_old_is_told_so()
    {
        var seat = await Server.SeatAsync();
        await using var ann = await Device.ConnectAsync(Server.Address, seat, hello: false);

        await Wire.Refused(ErrorCodes.HelloFirst, ann.Watch(Request([Scope.Person(seat.Person).ToString()])));
        var error = await Wire.Refused(ErrorCodes.UpgradeRequired, ann.Hello(new Hello { Protocol = 0, Client = "old" }));
        Assert.True(error.Final);
        var welcome = await Wire.Ok(ann.Hello(new Hello { Protocol = 99, Client = "of the future" }));

        Assert.Equal((Protocol.Version, Protocol.OldestServed, seat.Person), (welcome.Protocol, welcome.OldestProtocol, welcome.Person.Id));
        Assert.Equal((3_000, 15_000, 30_000, 45_000), (welcome.Beat.Busy, welcome.Beat.Quiet, welcome.Beat.Hidden, welcome.Beat.Deadline));
        Assert.Equal(welcome.Incarnation, (await ann.WatchAsync(Scope.Person(seat.Person))).Set!.Incarnation);
    }

    private static WatchRequest Request(IEnumerable<string> scopes) => new() { Items = [.. scopes.Select(s => new WatchItem { Scope = s })] };
}
