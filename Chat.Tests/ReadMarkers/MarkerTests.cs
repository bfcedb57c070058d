using Chat.Contracts;
using Chat.Tests.Delivery;

namespace Chat.Tests.ReadMarkers;

public sealed class MarkerTests(CoreFixture core) : IClassFixture<CoreFixture>
{
    private CoreServer Server => core.Server;

    [Fact]
    public async Task Marking_read_only_moves_up_and_is_clamped_to_the_head()
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        var room = await RoomAsync(ann, bob, messages: 5);
        var start = await bob.MarkerAsync(room);

        Assert.Equal(4, (await Wire.Ok(bob.MarkRead(new MarkRead(room, 4, start.Generation)))).Number);
        var moved = await bob.MarkerAsync(room);
        Assert.Equal(moved, await Wire.Ok(bob.MarkRead(new MarkRead(room, 3, start.Generation))));
        Assert.Equal(moved, await Wire.Ok(bob.MarkRead(new MarkRead(room, -7, start.Generation))));
        Assert.Equal(6, (await Wire.Ok(bob.MarkRead(new MarkRead(room, long.MaxValue, start.Generation)))).Number);
        Assert.Equal(start.Generation, (await bob.MarkerAsync(room)).Generation);
    }

    [Fact]
    public async Task Marking_unread_begins_a_generation_that_late_readers_do_not_undo()
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        var room = await RoomAsync(ann, bob, messages: 5);
        var old = await Wire.Ok(bob.MarkRead(new MarkRead(room, 6, (await bob.MarkerAsync(room)).Generation)));

        var unread = await Wire.Ok(bob.MarkUnread(new MarkUnread(room, 2, old.Generation)));
        var late = await Wire.Ok(bob.MarkRead(new MarkRead(room, 6, old.Generation)));
        var again = await Wire.Ok(bob.MarkUnread(new MarkUnread(room, 1, old.Generation)));

        Assert.Equal((2, old.Generation + 1), (unread.Number, unread.Generation));
        Assert.Equal(unread, late);
        Assert.Equal(unread, again);
        Assert.Equal(5, (await Wire.Ok(bob.MarkRead(new MarkRead(room, 5, unread.Generation)))).Number);
    }

    [Fact]
    public async Task Joining_sets_the_marker_to_the_head_in_the_next_generation()
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        var room = await RoomAsync(ann, bob, messages: 3);
        var first = await bob.MarkerAsync(room);
        await Wire.Ok(bob.LeaveRoom(new LeaveRoom(room)));
        await Wire.Refused(ErrorCodes.NotMember, bob.MarkRead(new MarkRead(room, 1, first.Generation)));
        await ann.PostAsync(room, "meanwhile");

        await Wire.Ok(bob.JoinRoom(new JoinRoom(room)));

        var second = await bob.MarkerAsync(room);
        Assert.Equal((1, 5, first.Generation + 1), (first.Number, second.Number, second.Generation));
        Assert.Equal(second, await Wire.Ok(bob.MarkUnread(new MarkUnread(room, 0, first.Generation))));
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(1L, 1)]
    [InlineData(3L, 3)]
    [InlineData(4L, 5)]
    [InlineData(99L, 5)]
    public async Task Ones_own_message_moves_the_marker_over_what_was_seen_and_no_further(long? seen, long expected)
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        var room = await RoomAsync(ann, bob, messages: 3);

        var message = Wire.Said("mine", seen);
        Assert.Equal(5, (await bob.PostAsync(room, message)).Number);

        Assert.Equal(expected, (await bob.MarkerAsync(room)).Number);
        // A retry moves nothing, whatever it says.
        await bob.PostAsync(room, message with { Seen = 4 });
        Assert.Equal(expected, (await bob.MarkerAsync(room)).Number);
    }

    [Fact]
    public async Task Messages_written_one_after_another_carry_the_marker_along()
    {
        await using var ann = await Server.DeviceAsync();
        var room = await ann.RoomAsync();
        NewMessage[] messages = [Wire.Said("one", 1), Wire.Said("two", 1), Wire.Said("three", 1)];

        await Wire.Ok(ann.PostMessages(new PostMessages { Room = room, Messages = messages }));

        Assert.Equal(4, (await ann.MarkerAsync(room)).Number);
    }

    [Fact]
    public async Task Marker_reaches_all_of_the_persons_devices_and_nobody_else()
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        await using var bobs = await Server.DeviceAsync(bob.Seat);
        var room = await RoomAsync(ann, bob, messages: 2);
        await ann.WatchAsync(room);
        await bobs.WatchAsync(Scope.Person(bob.Person));

        var marker = await Wire.Ok(bob.MarkRead(new MarkRead(room, 3, (await bob.MarkerAsync(room)).Generation)));

        Assert.Equal(marker, (await bobs.EventAsync<ChangeSet>(s => s.Markers is not null)).Markers!.Single());
        await ann.FenceAsync();
        Assert.Empty(ann.Events<ChangeSet>());
    }

    private static async Task<Guid> RoomAsync(Device ann, Device bob, int messages)
    {
        var room = await ann.RoomAsync();
        await ann.LetInAsync(room, bob);
        for (var i = 0; i < messages; i++) await ann.PostAsync(room, $"{i}");
        return room;
    }
}
