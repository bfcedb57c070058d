using Chat.Contracts;
using Chat.Tests.Support;

namespace Chat.Tests.Delivery;

public sealed class IncarnationTests
{
    [Fact]
    public async Task Cursor_holds_across_a_restart_but_not_for_what_an_older_copy_of_the_database_never_had()
    {
        await using var server = await CoreServer.StartAsync();
        await using var ann = await server.DeviceAsync();
        var room = await ann.RoomAsync();
        var kept = At(await ann.WatchAsync(room));
        var copy = Directory.CreateTempSubdirectory("chat-copy-").FullName;

        await server.RestartAsync(() => DatabaseFiles.Copy(server.Folder, copy));
        await using var second = await server.DeviceAsync(ann.Seat);
        Assert.Equal(WatchKinds.Changes, (await second.WatchAsync(room, kept)).Kind);
        await second.PostAsync(room, "will be forgotten");
        await second.PostAsync(room, "so will this");
        var lost = At(await second.WatchAsync(room));
        Assert.NotEqual(kept.Incarnation, lost.Incarnation);

        await server.RestartAsync(() => DatabaseFiles.Copy(copy, server.Folder));
        await using var third = await server.DeviceAsync(ann.Seat);
        Assert.Equal(WatchKinds.Reset, (await third.WatchAsync(room, lost)).Kind);
        Assert.Equal(WatchKinds.Changes, (await third.WatchAsync(room, kept)).Kind);
        // Also once the new history is as long as the lost one.
        for (var i = 0; i < 3; i++) await third.PostAsync(room, $"new {i}");
        Assert.Equal(WatchKinds.Reset, (await third.WatchAsync(room, lost)).Kind);
        var fresh = await third.WatchAsync(room);
        Assert.Equal(["", "new 0", "new 1", "new 2"], fresh.Set!.Messages!.Select(m => m.Text));
        Assert.Equal(WatchKinds.Changes, (await third.WatchAsync(room, At(fresh))).Kind);
        Directory.Delete(copy, true);
    }

    [Fact]
    public async Task Cursor_ahead_of_the_head_below_zero_or_of_another_incarnation_means_reset()
    {
        await using var server = await CoreServer.StartAsync();
        await using var ann = await server.DeviceAsync();
        var room = await ann.RoomAsync();
        var now = At(await ann.WatchAsync(room));

        Assert.Equal(WatchKinds.Changes, (await ann.WatchAsync(room, now)).Kind);
        Assert.Equal(WatchKinds.Reset, (await ann.WatchAsync(room, now with { Revision = now.Revision + 1 })).Kind);
        Assert.Equal(WatchKinds.Reset, (await ann.WatchAsync(room, now with { Revision = -1 })).Kind);
        Assert.Equal(WatchKinds.Reset, (await ann.WatchAsync(room, now with { Incarnation = "another" })).Kind);
        Assert.Equal(WatchKinds.Reset, (await ann.WatchAsync(Scope.People, new Cursor(1, "another"))).Kind);
        // Who was told reset is not subscribed: nothing comes.
        await ann.PostAsync(room, "unheard");
        await ann.FenceAsync();
        Assert.Empty(ann.Events<ChangeSet>());
    }

    private static Cursor At(WatchAnswer answer) => new(answer.Set!.To, answer.Set.Incarnation);
}
