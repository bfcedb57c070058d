using Chat.Contracts;

namespace Chat.Tests.Delivery;

public sealed class CatchUpTests(CoreFixture core) : IClassFixture<CoreFixture>
{
    private CoreServer Server => core.Server;

    [Fact]
    public async Task Pages_of_a_catch_up_end_on_whole_revisions_and_add_up_to_a_fresh_snapshot()
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        var room = await ann.RoomAsync();
        var view = ScopeView.Of(await ann.WatchAsync(room), ann.Person);
        await Wire.Ok(ann.Unwatch(new UnwatchRequest { Scopes = [Scope.Room(room).ToString()] }));
        await ann.LetInAsync(room, bob);
        for (var i = 0; i < 4; i++) await PostManyAsync(ann, room, 40, 300);
        await PostManyAsync(bob, room, 5, 16_000);
        await Wire.Ok(ann.RenameRoom(new RenameRoom { Room = room, Name = $"renamed {Guid.NewGuid():N}" }));

        var pages = await CatchUpAsync(ann, Scope.Room(room), view);

        Assert.True(pages.Count >= 4);
        Assert.All(pages, page => Assert.InRange(Wire.Text(page).Length, 1, 256 * 1024));
        Assert.All(pages, page => Assert.InRange(page.Messages?.Count ?? 0, 0, 50));
        for (var i = 1; i < pages.Count; i++) Assert.Equal(pages[i - 1].To, pages[i].From);
        var fresh = await ann.WatchAsync(room);
        Assert.Equal(ScopeView.Of(fresh, ann.Person).Rows(fresh.MessagesFrom!.Value), view.Rows(fresh.MessagesFrom.Value));
        Assert.Equal(Enumerable.Range(1, 167), view.Messages.Keys.Select(n => (int)n));
    }

    [Fact]
    public async Task More_than_a_thousand_changed_rows_mean_reset_and_a_thousand_do_not()
    {
        await using var ann = await Server.DeviceAsync();
        var room = await ann.RoomAsync();
        var start = (await ann.WatchAsync(room)).Set!;
        for (var i = 0; i < 20; i++) await PostManyAsync(ann, room, 50, 1);
        var cursor = new Cursor(start.To, start.Incarnation);

        Assert.Equal(WatchKinds.Changes, (await ann.WatchAsync(room, cursor)).Kind);
        await ann.PostAsync(room, "one more");
        var answer = await ann.WatchAsync(room, cursor);

        Assert.Equal((WatchKinds.Reset, null), (answer.Kind, answer.Set));
        Assert.Equal(WatchKinds.Snapshot, (await ann.WatchAsync(room)).Kind);
    }

    [Fact]
    public async Task Ones_own_scope_is_read_in_pages_however_many_rooms_there_are()
    {
        await using var server = await CoreServer.StartAsync();
        var seat = await server.SeatAsync();
        await using var ann = await server.DeviceAsync(seat);
        // 520 rooms: 1,040 rows.
        for (var i = 0; i < 520; i += 40) await Task.WhenAll(Enumerable.Range(i, 40).Select(_ => ann.RoomAsync()));

        var view = ScopeView.Of(await ann.WatchAsync(Scope.Person(ann.Person)), ann.Person);
        await CatchUpAsync(ann, Scope.Person(ann.Person), view);

        Assert.Equal((520, 520), (view.Memberships.Count, view.Markers.Count));
        var heads = new List<RoomHead>();
        for (Guid? after = null; ;)
        {
            var page = await Wire.Ok(ann.Heads(new HeadsRequest { After = after }));
            heads.AddRange(page.Heads);
            if ((after = page.Next) is null) break;
        }
        Assert.Equal(520, heads.DistinctBy(h => h.Room).Count());
        Assert.Equal(heads.Select(h => h.Room.ToString()).Order(StringComparer.Ordinal), heads.Select(h => h.Room.ToString()));
    }

    [Fact]
    public async Task Snapshot_and_all_changes_after_it_equal_a_later_snapshot_row_by_row()
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        var room = await ann.RoomAsync();
        await ann.LetInAsync(room, bob);
        var live = ScopeView.Of(await bob.WatchAsync(room), bob.Person);
        var mine = ScopeView.Of(await bob.WatchAsync(Scope.Person(bob.Person)), bob.Person);
        var byCatchUp = ScopeView.Of(await bob.WatchAsync(room), bob.Person);

        var sent = new List<PostResult>();
        for (var i = 0; i < 30; i++) sent.Add(await (i % 2 == 0 ? ann : bob).PostAsync(room, Wire.Said($"{i}", seen: i)));
        foreach (var result in sent.Where((_, i) => i % 6 == 0))
            await Wire.Ok(ann.EditMessage(new EditMessage { Room = room, Id = result.Id, Request = Guid.NewGuid(), Version = 1, Text = "edited" }));
        foreach (var result in sent.Where((_, i) => i % 5 == 0)) await Wire.Ok(ann.DeleteMessage(new DeleteMessage(room, result.Id)));
        await Wire.Ok(ann.SetTopic(new SetTopic { Room = room, Topic = "rows" }));
        await Wire.Ok(ann.SetRole(new SetRole(room, bob.Person, Roles.Owner)));
        await bob.MarkerAsync(room);

        var now = await bob.LookAsync(Scope.Room(room), Server);
        var me = await bob.LookAsync(Scope.Person(bob.Person), Server);
        await bob.UntilAsync(room, now.Set!.Head);
        await bob.EventAsync<ChangeSet>(set => set.Scope == Scope.Person(bob.Person).ToString() && set.To == me.Set!.Head);
        foreach (var set in bob.Events<ChangeSet>()) Assert.True((set.Scope == Scope.Room(room).ToString() ? live : mine).Apply(set));
        await CatchUpAsync(bob, Scope.Room(room), byCatchUp);

        var expected = ScopeView.Of(now, bob.Person).Rows(1);
        Assert.Equal(expected, live.Rows(1));
        Assert.Equal(expected, byCatchUp.Rows(1));
        Assert.Equal(ScopeView.Of(me, bob.Person).Rows(0), mine.Rows(0));
    }

    internal static async Task<List<ChangeSet>> CatchUpAsync(Device device, Scope scope, ScopeView view)
    {
        var pages = new List<ChangeSet>();
        do
        {
            var answer = await device.WatchAsync(scope, view.Cursor);
            Assert.Equal(WatchKinds.Changes, answer.Kind);
            Assert.True(view.Apply(answer.Set!));
            pages.Add(answer.Set!);
        }
        while (view.Cursor!.Revision < view.Head);
        return pages;
    }

    private static async Task PostManyAsync(Device device, Guid room, int count, int length) => await Wire.Ok(device.PostMessages(new PostMessages
    {
        Room = room,
        Messages = [.. Enumerable.Range(0, count).Select(_ => Wire.Said(new string('x', length)))],
    }));
}
