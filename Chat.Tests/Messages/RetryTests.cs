using Chat.Contracts;
using Chat.Server;
using Chat.Tests.Delivery;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Messages;

public sealed class RetryTests(CoreFixture core) : IClassFixture<CoreFixture>
{
    private CoreServer Server => core.Server;

    [Fact]
    public async Task Same_id_fifty_times_in_parallel_is_one_message_with_one_answer()
    {
        var ann = await Server.SeatAsync();
        var devices = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Server.DeviceAsync(ann)));
        var room = await devices[0].RoomAsync();
        var message = Wire.Said("once");

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => devices[i % 5].PostAsync(room, message)));

        Assert.Single(results.Distinct());
        Assert.Equal(2, (await devices[0].WatchAsync(room)).Set!.Number);
        foreach (var device in devices) await device.DisposeAsync();
    }

    [Fact]
    public async Task Same_id_twice_in_one_call_is_one_message()
    {
        await using var ann = await Server.DeviceAsync();
        var room = await ann.RoomAsync();
        var message = Wire.Said("once");

        var results = (await Wire.Ok(ann.PostMessages(new PostMessages { Room = room, Messages = [message, message] }))).Results;

        Assert.Equal(results[0], results[1]);
        Assert.Equal(2, results[1].Number);
    }

    [Fact]
    public async Task Retry_gets_the_first_answer_after_an_edit_a_deletion_and_a_restart_of_the_server()
    {
        await using var server = await CoreServer.StartAsync();
        await using var ann = await server.DeviceAsync();
        var room = await ann.RoomAsync();
        var (edited, deleted) = (Wire.Said("edited"), Wire.Said("deleted"));
        PostResult[] first = [await ann.PostAsync(room, edited), await ann.PostAsync(room, deleted)];
        await Wire.Ok(ann.EditMessage(new EditMessage { Room = room, Id = edited.Id, Request = Guid.NewGuid(), Version = 1, Text = "otherwise" }));
        await Wire.Ok(ann.DeleteMessage(new DeleteMessage(room, deleted.Id)));

        Assert.Equal(first, new[] { await ann.PostAsync(room, edited), await ann.PostAsync(room, deleted) });
        await server.RestartAsync();
        await using var later = await server.DeviceAsync(ann.Seat);
        Assert.Equal(first, new[] { await later.PostAsync(room, edited), await later.PostAsync(room, deleted) });
        Assert.Equal(3, (await later.WatchAsync(room)).Set!.Number);
    }

    [Fact]
    public async Task Retry_gets_the_first_answer_also_when_its_author_was_removed_from_the_private_room()
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        var room = await ann.RoomAsync(isPrivate: true);
        await ann.LetInAsync(room, bob);
        var message = Wire.Said("mine");
        var first = await bob.PostAsync(room, message);

        await Wire.Ok(ann.RemoveMember(new RemoveMember(room, bob.Person)));

        Assert.Equal(first, await bob.PostAsync(room, message));
        Assert.Equal((PostStatus.Final, ErrorCodes.NotFound), Told(await bob.TryPostAsync(room, Wire.Said("new"))));
    }

    [Fact]
    public async Task Retry_is_answered_before_limits_are_looked_at()
    {
        await using var server = await CoreServer.StartAsync(
            parts => parts.PostConfigure<PostRateOptions>(rate => (rate.Burst, rate.PerSecond) = (1, 0.001)));
        await using var ann = await server.DeviceAsync();
        var room = await ann.RoomAsync();
        var message = Wire.Said("within the rate");
        var first = await ann.PostAsync(room, message);

        var results = (await Wire.Ok(ann.PostMessages(new PostMessages { Room = room, Messages = [message, Wire.Said("over"), message] }))).Results;

        Assert.Equal(first, results[0]);
        Assert.Equal((PostStatus.Retry, ErrorCodes.Rate), Told(results[1]));
        Assert.True(results[1].Error!.RetryAfter > 0);
        Assert.Equal(PostStatus.NotTried, results[2].Status);
    }

    [Fact]
    public async Task Same_id_with_another_text_room_or_author_is_a_conflict_and_changes_nothing()
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        var (room, other) = (await ann.RoomAsync(), await ann.RoomAsync());
        await ann.LetInAsync(room, bob);
        var message = Wire.Said("mine");
        await ann.PostAsync(room, message);
        var before = await ann.WatchAsync(room);

        Assert.Equal((PostStatus.Final, ErrorCodes.Conflict), Told(await ann.TryPostAsync(room, message with { Text = "mine?" })));
        Assert.Equal((PostStatus.Final, ErrorCodes.Conflict), Told(await ann.TryPostAsync(other, message)));
        Assert.Equal((PostStatus.Final, ErrorCodes.Conflict), Told(await bob.TryPostAsync(room, message)));
        Assert.Equal(PostStatus.Ok, (await ann.TryPostAsync(room, message with { ComposedAt = 1, Seen = 1 })).Status);

        Assert.Equal(Wire.Text(before), Wire.Text(await ann.WatchAsync(room)));
    }

    [Fact]
    public async Task Creating_a_room_again_with_the_same_request_is_the_same_room()
    {
        await using var ann = await Server.DeviceAsync();
        var request = new CreateRoom { Request = Guid.NewGuid(), Name = $"once {Guid.NewGuid():N}", Private = true };

        var heads = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Wire.Ok(ann.CreateRoom(request))));

        Assert.Single(heads.Select(h => h.Room).Distinct());
        Assert.Single((await Wire.Ok(ann.Heads(new HeadsRequest()))).Heads);
    }

    private static (string, string?) Told(PostResult result) => (result.Status, result.Error?.Code);
}
