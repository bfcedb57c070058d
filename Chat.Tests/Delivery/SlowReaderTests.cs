using Chat.Contracts;
using Chat.Server;

namespace Chat.Tests.Delivery;

public sealed class SlowReaderTests
{
    [Fact]
    public async Task Connection_that_reads_nothing_delays_nobody_holds_a_bounded_backlog_and_catches_up_by_watching()
    {
        await using var server = await CoreServer.StartAsync();
        await using var ann = await server.DeviceAsync();
        var seat = await server.SeatAsync();
        var room = await ann.RoomAsync();
        await Wire.Ok(ann.AddMember(new AddMember(room, seat.Person)));
        var scope = Scope.Room(room).ToString();
        var view = ScopeView.Of(await ann.WatchAsync(room), ann.Person);
        await using var slow = await BareSocket.ConnectAsync(server.Address, seat);
        var held = ScopeView.Of((await slow.CallAsync<WatchAnswers>("Watch", new WatchRequest { Items = [new WatchItem { Scope = scope }] })).Answers[0], seat.Person);
        var connection = server.Get<ChatConnections>().Of(seat.Person).Single();

        // It reads nothing from here on. 90 KB a call: the system's buffers are full after some MB, the backlog after one more.
        var (most, calls) = (0, 0);
        for (var after = 0; after < 10; calls++)
        {
            Assert.InRange(calls, 0, 160);
            await Wire.Ok(ann.PostMessages(new PostMessages { Room = room, Messages = [.. Enumerable.Range(0, 6).Select(_ => Wire.Said(new string('x', 15_000)))] }));
            most = Math.Max(most, connection.BacklogSize);
            if (connection.IsBehind) after++;
        }
        var last = await ann.PostAsync(room, "the last of many");
        var set = await ann.EventAsync<ChangeSet>(s => s.Messages?.Any(m => m.Id == last.Id) == true);
        Assert.All(ann.Events<ChangeSet>(), s => Assert.True(view.Apply(s)));
        Assert.Equal(set.To, view.Cursor!.Revision);
        Assert.InRange(most, 200 * 1024, ChatConnection.BacklogBytes);
        Assert.Equal(0, connection.BacklogSize);

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
