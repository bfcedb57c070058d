using Chat.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Tests.Delivery;

public sealed class HeadsTests : IAsyncLifetime
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private readonly FakeTimeProvider _time = new();
    private CoreServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await CoreServer.StartAsync(parts => parts.AddSingleton<TimeProvider>(_time));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Room_that_turns_unread_is_told_within_a_second_then_ever_more_rarely_until_the_person_looks()
    {
        await using var ann = await _server.DeviceAsync();
        await using var away = await _server.DeviceAsync();
        await using var reader = await _server.DeviceAsync();
        var room = await ann.RoomAsync();
        await ann.LetInAsync(room, away, reader);
        var generation = (await reader.MarkerAsync(room)).Generation;

        // Message n + 1 is there at the n-th second; who reads all is told every second, and so shows that it has passed.
        for (var second = 1; second <= 63; second++) await SecondAsync(second + 1);
        await Task.WhenAll(away.FenceAsync(), reader.FenceAsync());
        Assert.Equal(Enumerable.Range(1, 63), Seconds(reader));
        // At 1, then after 1, 2, 4, 8, 16, 30 s.
        Assert.Equal([1, 2, 4, 8, 16, 32, 62], Seconds(away));

        await Wire.Ok(away.MarkRead(new MarkRead(room, 64, (await away.MarkerAsync(room)).Generation)));
        for (var second = 64; second <= 66; second++) await SecondAsync(second + 1);
        await SecondAsync(68);
        await Task.WhenAll(away.FenceAsync(), reader.FenceAsync());
        Assert.Equal([64, 65, 67], Seconds(away).Skip(7));

        async Task SecondAsync(long number)
        {
            await ann.PostAsync(room, Wire.Said("new", seen: number));
            _time.Advance(Tick);
            await reader.EventAsync<HeadsChanged>(h => h.Rooms.Any(r => r.Number == number));
            await Wire.Ok(reader.MarkRead(new MarkRead(room, number, generation)));
            // A sign of life, without looking at the room.
            await away.FenceAsync();
        }

        IEnumerable<int> Seconds(Device device) => device.Events<HeadsChanged>().Select(h => (int)h.Rooms.Single(r => r.Room == room).Number - 1);
    }

    [Fact]
    public async Task Neither_who_watches_nor_who_is_not_a_member_is_told()
    {
        await using var ann = await _server.DeviceAsync();
        await using var watching = await _server.DeviceAsync();
        await using var elsewhere = await _server.DeviceAsync(watching.Seat);
        await using var stranger = await _server.DeviceAsync();
        await using var gone = await _server.DeviceAsync();
        var room = await ann.RoomAsync();
        await ann.LetInAsync(room, watching, gone);
        await watching.WatchAsync(room);
        await Wire.Ok(gone.LeaveRoom(new LeaveRoom(room)));

        for (var i = 0; i < 2; i++)
        {
            var head = (await ann.PostAsync(room, Wire.Said("new", seen: 99))).Number;
            _time.Advance(Tick);
            await elsewhere.EventAsync<HeadsChanged>(h => h.Rooms.Single().Number == head);
        }
        await Task.WhenAll(ann.FenceAsync(), watching.FenceAsync(), stranger.FenceAsync(), gone.FenceAsync());

        // The author's own marker follows, so there is nothing to tell.
        Assert.All(new[] { ann, watching, stranger, gone }, d => Assert.Empty(d.Events<HeadsChanged>()));
    }

    [Fact]
    public async Task Heads_of_ones_rooms_come_in_pages_with_their_headers()
    {
        await using var ann = await _server.DeviceAsync();
        var room = await ann.RoomAsync(name: "one");
        await ann.PostAsync(room, "x");

        var page = await Wire.Ok(ann.Heads(new HeadsRequest()));

        var head = Assert.Single(page.Heads);
        Assert.Equal((room, 4L, 2L, "one", null), (head.Room, head.Revision, head.Number, head.Header!.Name, page.Next));
        Assert.Empty((await Wire.Ok(ann.Heads(new HeadsRequest { After = room }))).Heads);
    }
}
