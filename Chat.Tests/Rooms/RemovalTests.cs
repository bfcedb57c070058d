using Chat.Contracts;
using Chat.Server;
using Chat.Tests.Delivery;
using Chat.Tests.Support;

namespace Chat.Tests.Rooms;

public sealed class RemovalTests(CoreFixture core) : IClassFixture<CoreFixture>
{
    private CoreServer Server => core.Server;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_committed_after_a_removal_reaches_the_removed_person_on_any_path(bool leaves)
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        await using var bobs = await Server.DeviceAsync(bob.Seat);
        var room = await ann.RoomAsync(isPrivate: true);
        await ann.LetInAsync(room, bob);
        await bob.WatchAsync(Scope.Person(bob.Person));
        var start = (await bob.WatchAsync(room)).Set!;
        await bobs.WatchAsync(room);
        // Last, so that what goes to it has gone to the others before.
        await ann.WatchAsync(room);
        await ann.PostAsync(room, "before");
        await bobs.UntilAsync(room, start.Head + 1);
        Assert.Equal("before", Assert.Single((await bob.UntilAsync(room, start.Head + 1)).Messages!).Text);

        if (leaves) await Wire.Ok(bob.LeaveRoom(new LeaveRoom(room)));
        else await Wire.Ok(ann.RemoveMember(new RemoveMember(room, bob.Person)));
        var after = await ann.PostAsync(room, "after");
        await ann.UntilAsync(room, start.Head + 3);
        await Task.WhenAll(bob.FenceAsync(), bobs.FenceAsync());

        Assert.DoesNotContain(bob.Events<ChangeSet>().Concat(bobs.Events<ChangeSet>()), s => s.Scope == Scope.Room(room).ToString() && s.To > start.Head + 1);
        var gone = await bob.EventAsync<ChangeSet>(s => s.Memberships?.Any(m => m.Room == room) == true);
        Assert.Null(gone.Memberships!.Single().Role);
        Assert.Equal(WatchKinds.NotFound, (await bob.WatchAsync(room)).Kind);
        Assert.Equal(WatchKinds.NotFound, (await bob.WatchAsync(room, new Cursor(start.To, start.Incarnation))).Kind);
        await Wire.Refused(ErrorCodes.NotFound, bob.ReadMessages(new ReadMessages { Room = room, Around = after.Number }));
        await Wire.Refused(ErrorCodes.NotFound, bob.ReadMembers(new ReadMembers { Room = room }));
        await Wire.Refused(ErrorCodes.NotFound, bob.MarkRead(new MarkRead(room, 3, 1)));
        Assert.Empty((await Wire.Ok(bob.Heads(new HeadsRequest()))).Heads);
    }

    [Fact]
    public async Task Creator_who_was_removed_learns_nothing_by_creating_the_room_again()
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        var request = new CreateRoom { Request = Guid.NewGuid(), Name = "mine", Private = true };
        var room = (await Wire.Ok(ann.CreateRoom(request))).Room;
        await ann.LetInAsync(room, bob);
        await Wire.Ok(ann.SetRole(new SetRole(room, bob.Person, Roles.Owner)));
        Assert.Equal(room, (await Wire.Ok(ann.CreateRoom(request))).Room);

        await Wire.Ok(bob.RemoveMember(new RemoveMember(room, ann.Person)));

        await Wire.Refused(ErrorCodes.NotFound, ann.CreateRoom(request));
    }

    [Fact]
    public async Task Removal_is_the_last_change_of_its_commit()
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        var room = await ann.RoomAsync(isPrivate: true);
        await ann.LetInAsync(room, bob);
        var start = (await bob.WatchAsync(room)).Set!;
        await ann.WatchAsync(room);
        var log = Server.Get<RoomLog>();

        List<Task> changes = [];
        using (await Server.Get<WriteGate>().EnterAsync(TestContext.Current.CancellationToken))
        {
            changes.Add(Server.EnqueueAsync(ann.Seat, room, Wire.Said("before")));
            changes.Add(Server.EnqueueAsync(ann.Seat, room, Wire.Said("just before")));
            changes.Add(log.RunAsync(new RemoveMemberChange(ann.Seat.Caller, new RemoveMember(room, bob.Person))));
            changes.Add(Server.EnqueueAsync(ann.Seat, room, Wire.Said("after")));
        }
        await Task.WhenAll(changes);
        await ann.UntilAsync(room, start.Head + 4);
        await bob.FenceAsync();

        Assert.DoesNotContain(bob.Events<ChangeSet>().SelectMany(s => s.Messages ?? []), m => m.Text == "after");
        Assert.Contains(ann.Events<ChangeSet>(), s => s.From == start.Head + 3);
    }

    [Fact]
    public async Task Leaving_a_public_room_ends_the_watch_and_watching_it_again_works()
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        var room = await ann.RoomAsync();
        await Wire.Ok(bob.JoinRoom(new JoinRoom(room)));
        var start = (await bob.WatchAsync(room)).Set!;
        await ann.WatchAsync(room);

        await Wire.Ok(bob.LeaveRoom(new LeaveRoom(room)));
        await Wire.Ok(bob.LeaveRoom(new LeaveRoom(room)));
        await ann.PostAsync(room, "unheard");
        await ann.UntilAsync(room, start.Head + 2);
        await bob.FenceAsync();
        Assert.Empty(bob.Events<ChangeSet>());

        var again = await bob.WatchAsync(room, new Cursor(start.To, start.Incarnation));
        Assert.Equal(("unheard", bob.Person, null), (again.Set!.Messages!.Single().Text, again.Set.Members!.Single().Person, again.Set.Members!.Single().Role));
        await ann.PostAsync(room, "heard");
        Assert.Equal("heard", (await bob.UntilAsync(room, start.Head + 3)).Messages!.Single().Text);
        await Wire.Refused(ErrorCodes.NotMember, bob.MarkRead(new MarkRead(room, 1, 1)));
    }

    [Fact]
    public async Task Who_is_added_again_has_another_joined_and_sees_the_whole_history()
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        var room = await ann.RoomAsync(isPrivate: true);
        await ann.LetInAsync(room, bob);
        var first = await MembershipAsync(bob, room);
        await Wire.Ok(ann.RemoveMember(new RemoveMember(room, bob.Person)));
        await ann.PostAsync(room, "meanwhile");

        await ann.LetInAsync(room, bob);

        var second = await MembershipAsync(bob, room);
        Assert.Equal((Roles.Member, true), (second.Role, second.Joined > first.Joined));
        var snapshot = await bob.WatchAsync(room);
        Assert.Equal(["", "meanwhile"], snapshot.Set!.Messages!.Select(m => m.Text));
        Assert.Equal(second.Joined, snapshot.Set.Members!.Single().Revision);
        Assert.Equal((2L, 2L), ((await bob.MarkerAsync(room)).Number, (await bob.MarkerAsync(room)).Generation));
    }

    [Fact]
    public async Task Signing_out_closes_the_sockets_of_that_session_and_no_others()
    {
        var seat = await Server.SeatAsync();
        await using var ann = await Server.DeviceAsync(seat);
        await using var bob = await Server.DeviceAsync();
        using var http = new HttpClient { BaseAddress = Server.Address, Timeout = Wire.Never };
        http.DefaultRequestHeaders.Authorization = new("Bearer", seat.Token);

        var answer = await http.PostAsync(AccountPaths.SignOut, null, TestContext.Current.CancellationToken);
        await ann.Closed;

        Assert.True(answer.IsSuccessStatusCode);
        // What came before the end may be handed on after it.
        await TestDeadline.UntilAsync(() => ann.Events<SignedOut>().Count != 0);
        Assert.Single(ann.Events<SignedOut>());
        await bob.FenceAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => Server.DeviceAsync(seat));
        var late = await Server.EnqueueAsync(seat, Guid.NewGuid(), Wire.Said("late"));
        Assert.Equal((PostStatus.Retry, ErrorCodes.SignedOut), (late.Value!.Results[0].Status, late.Value.Results[0].Error!.Code));
    }

    private static async Task<Membership> MembershipAsync(Device device, Guid room) =>
        (await device.WatchAsync(Scope.Person(device.Person))).Set!.Memberships!.Single(m => m.Room == room);
}
