using Chat.Contracts;

namespace Chat.Tests.Delivery;

public sealed class OrderTests(CoreFixture core) : IClassFixture<CoreFixture>
{
    private CoreServer Server => core.Server;

    [Fact]
    public async Task Twenty_parallel_senders_make_one_dense_order_that_every_observer_sees()
    {
        const int senders = 20, each = 15;
        await using var ann = await Server.DeviceAsync();
        var room = await ann.RoomAsync();
        var others = await Task.WhenAll(Enumerable.Range(1, senders - 1).Select(_ => Server.DeviceAsync()));
        await ann.LetInAsync(room, others);
        Device[] all = [ann, .. others];
        var views = (await Task.WhenAll(all.Select(d => d.WatchAsync(room)))).Zip(all, (a, d) => ScopeView.Of(a, d.Person)).ToList();
        var start = views[0].Cursor!.Revision;

        var sent = await Task.WhenAll(all.Select(async (device, i) =>
        {
            var results = new List<PostResult>();
            for (var n = 0; n < each; n++) results.Add(await device.PostAsync(room, $"{i} {n}"));
            return results;
        }));
        foreach (var device in all) await device.UntilAsync(room, start + (senders * each));

        Assert.Equal(Enumerable.Range(2, senders * each).Select(n => (long?)n), sent.SelectMany(r => r).Select(r => r.Number).Order());
        Assert.All(sent, results => Assert.Equal(results, results.OrderBy(r => r.Number)));
        var order = Texts(all[0]);
        Assert.Equal(senders * each, order.Count);
        foreach (var (device, view) in all.Zip(views))
        {
            Assert.Equal(order, Texts(device));
            // Every set begins where the one before ended: nothing is ever applied across a gap.
            foreach (var set in Sets(device)) Assert.True(view.Apply(set));
            Assert.Equal(start + (senders * each), view.Cursor!.Revision);
            Assert.Equal(Enumerable.Range((int)start + 1, senders * each).Select(r => (long)r), view.Messages.Values.Skip(1).Select(m => m.Revision));
            Assert.Equal(view.Messages.Values.Select(m => m.At).Order(), view.Messages.Values.Select(m => m.At));
        }
        foreach (var device in others) await device.DisposeAsync();

        IEnumerable<ChangeSet> Sets(Device device) => device.Events<ChangeSet>().Where(s => s.Scope == Scope.Room(room).ToString());
        List<string> Texts(Device device) => [.. Sets(device).SelectMany(s => s.Messages ?? []).Select(m => m.Text)];
    }

    [Fact]
    public async Task Change_that_changes_nothing_takes_no_revision()
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        var name = $"calm {Guid.NewGuid():N}";
        var room = await ann.RoomAsync(name: name);
        await ann.LetInAsync(room, bob);
        var sent = await ann.PostAsync(room, "once");
        await Wire.Ok(ann.DeleteMessage(new DeleteMessage(room, sent.Id)));
        var before = await ann.WatchAsync(room);
        var mine = await ann.WatchAsync(Scope.Person(ann.Person));

        await Wire.Ok(ann.DeleteMessage(new DeleteMessage(room, sent.Id)));
        await Wire.Ok(ann.RenameRoom(new RenameRoom { Room = room, Name = name }));
        await Wire.Ok(ann.SetTopic(new SetTopic { Room = room, Topic = "" }));
        await Wire.Ok(bob.JoinRoom(new JoinRoom(room)));
        await Wire.Ok(ann.AddMember(new AddMember(room, bob.Person)));
        await Wire.Ok(ann.SetRole(new SetRole(room, bob.Person, Roles.Member)));
        await Wire.Ok(ann.RemoveMember(new RemoveMember(room, Guid.NewGuid())));
        await ann.MarkerAsync(room);

        Assert.Equal(before.Set!.Head, (await ann.LookAsync(Scope.Room(room), Server)).Set!.Head);
        Assert.Equal(mine.Set!.Head, (await ann.LookAsync(Scope.Person(ann.Person), Server)).Set!.Head);
    }

    [Fact]
    public async Task Large_commit_leaves_as_several_frames_that_end_on_whole_revisions()
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        var room = await ann.RoomAsync();
        await ann.LetInAsync(room, bob);
        var view = ScopeView.Of(await bob.WatchAsync(room), bob.Person);

        Task<Outcome<PostResults>>[] posts;
        using (await Server.Get<Chat.Server.WriteGate>().EnterAsync(TestContext.Current.CancellationToken))
        {
            // 300 messages, 450 KB: one batch, once the gate opens.
            posts = [.. Enumerable.Range(0, 6).Select(_ => Server.EnqueueAsync(ann.Seat, room, [.. Enumerable.Range(0, 50).Select(_ => Wire.Said(new string('x', 1_500)))]))];
        }
        await Task.WhenAll(posts);
        await bob.UntilAsync(room, view.Cursor!.Revision + 300);

        var sets = bob.Events<ChangeSet>();
        Assert.All(sets, set => Assert.InRange(Wire.Text(set).Length, 1, 256 * 1024));
        Assert.All(sets, set => Assert.True(view.Apply(set)));
        Assert.Equal(301, view.Messages.Count);
    }
}
