using Chat.Contracts;
using Chat.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Tests.Delivery;

public sealed class SlowReaderTests
{
    [Fact]
    public async Task Connection_that_reads_nothing_delays_nobody_holds_a_bounded_backlog_and_catches_up_by_watching()
    {
        // A clock that the test moves: no beat comes, and who reads nothing is not cut off for it.
        var time = new FakeTimeProvider();
        await using var server = await CoreServer.StartAsync(parts => parts.AddSingleton<TimeProvider>(time));
        await using var ann = await server.DeviceAsync();
        var seat = await server.SeatAsync();
        var (room, other) = (await ann.RoomAsync(), await ann.RoomAsync());
        foreach (var either in new[] { room, other }) await Wire.Ok(ann.AddMember(new AddMember(either, seat.Person)));
        var scope = Scope.Room(room).ToString();
        var view = ScopeView.Of(await ann.WatchAsync(room), ann.Person);
        await using var slow = await BareSocket.ConnectAsync(server.Address, seat);
        var held = ScopeView.Of((await slow.CallAsync<WatchAnswers>("Watch", new WatchRequest { Items = [new WatchItem { Scope = scope }] })).Answers[0], seat.Person);
        var connection = server.Get<ChatConnections>().Of(seat.Person).Single();
        await using var elsewhere = await server.DeviceAsync(seat);

        // It reads nothing from here on. 90 KB a call: the system's buffers are full after some MB, the backlog after one more.
        var (most, calls) = (0, 0);
        for (var after = 0; after < 10; calls++)
        {
            Assert.InRange(calls, 0, 160);
            var posted = await Wire.Ok(ann.PostMessages(new PostMessages { Room = room, Messages = [.. Enumerable.Range(0, 6).Select(_ => Wire.Said(new string('x', 15_000)))] }));
            // Sets that were not sent yet would go to it all at once, past the bound between two looks.
            await ann.EventAsync<ChangeSet>(s => s.Messages?.Any(m => m.Id == posted.Results[^1].Id) == true);
            most = Math.Max(most, connection.BacklogSize);
            if (connection.IsBehind) after++;
        }
        var last = await ann.PostAsync(room, "the last of many");
        var set = await ann.EventAsync<ChangeSet>(s => s.Messages?.Any(m => m.Id == last.Id) == true);
        Assert.All(ann.Events<ChangeSet>(), s => Assert.True(view.Apply(s)));
        Assert.Equal(set.To, view.Cursor!.Revision);
        Assert.InRange(most, 200 * 1024, ChatConnection.BacklogBytes);
        Assert.Equal(0, connection.BacklogSize);

        // Of a room that it doesn't watch it is told as soon as it takes something again, not by a beat that comes much later.
        var said = await ann.PostAsync(other, "elsewhere");
        time.Advance(TimeSpan.FromSeconds(1));
        await elsewhere.EventAsync<HeadsChanged>(h => h.Rooms.Any(r => r.Room == other));
        await slow.EventAsync<HeadsChanged>("Heads", h => h.Rooms.Single().Number == said.Number);

        // It reads again: what was under way, then nothing but what it asks for.
        while (held.Head < view.Head || held.Cursor!.Revision < held.Head)
        {
            var item = new WatchItem { Scope = scope, Cursor = held.Cursor };
            var answer = (await slow.CallAsync<WatchAnswers>("Watch", new WatchRequest { Items = [item] })).Answers[0];
            Assert.Equal(WatchKinds.Changes, answer.Kind);
            Assert.True(held.Apply(answer.Set!));
        }
        Assert.False(connection.IsBehind);
        Assert.Equal(view.Messages.Values.Select(Wire.Text), held.Messages.Values.Select(Wire.Text));
        await ann.PostAsync(room, "live again");
        Assert.Equal(held.Cursor.Revision, (await slow.EventAsync<ChangeSet>("Changes", s => s.Messages?[0].Text == "live again")).From);
    }
}
