using System.Text.RegularExpressions;
using Chat.Contracts;
using Chat.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Tests.Delivery;

public sealed partial class FeedTests
{
    [Fact]
    public async Task Feed_that_has_lost_its_memory_sends_the_same_sets_from_the_database()
    {
        var fromMemory = await HistoryAsync(fromDatabase: false);
        var fromDatabase = await HistoryAsync(fromDatabase: true);

        Assert.True(fromMemory.Count > 20);
        Assert.Equal(fromMemory, fromDatabase);
    }

    [Fact]
    public async Task Feed_from_the_database_keeps_up_with_parallel_senders_without_a_gap()
    {
        await using var server = await CoreServer.StartAsync(parts => parts.PostConfigure<FeedOptions>(o => o.FromDatabase = true));
        var devices = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => server.DeviceAsync()));
        var room = await devices[0].RoomAsync();
        await devices[0].LetInAsync(room, devices[1..]);
        var view = ScopeView.Of(await devices[0].WatchAsync(room), devices[0].Person);

        await Task.WhenAll(devices.Select(async d =>
        {
            for (var i = 0; i < 10; i++)
            {
                var sent = await d.PostAsync(room, $"{i}");
                if (i % 3 == 0) await Wire.Ok(d.DeleteMessage(new DeleteMessage(room, sent.Id)));
            }
        }));
        var fresh = await devices[0].LookAsync(Scope.Room(room), server);
        await devices[0].UntilAsync(room, fresh.Set!.Head);

        Assert.All(devices[0].Events<ChangeSet>(), set => Assert.True(view.Apply(set)));
        Assert.Equal(ScopeView.Of(fresh, devices[0].Person).Rows(fresh.MessagesFrom!.Value), view.Rows(fresh.MessagesFrom.Value));
        foreach (var device in devices) await device.DisposeAsync();
    }

    /// <summary>The sets of a history that is the same each time, with random names replaced by the order of their appearance.</summary>
    private static async Task<List<string>> HistoryAsync(bool fromDatabase)
    {
        await using var server = await CoreServer.StartAsync(parts => parts
            .AddSingleton<TimeProvider>(new FakeTimeProvider())
            .PostConfigure<FeedOptions>(o => (o.FromDatabase, o.RoomWindow, o.OtherWindow) = (fromDatabase, TimeSpan.Zero, TimeSpan.Zero)));
        await using var ann = await server.DeviceAsync("ann");
        await using var bob = await server.DeviceAsync("bob");
        var room = await ann.RoomAsync(name: "room");
        var own = Scope.Person(ann.Person);
        var told = (await ann.WatchAsync(own)).Set!.Head;
        await ann.WatchAsync(Scope.People);
        await ann.WatchAsync(room);
        var head = 3L;

        await AndThen(ann.AddMember(new AddMember(room, bob.Person)));
        for (var i = 0; i < 8; i++)
        {
            var sent = Wire.Said($"message {i}", seen: i);
            await AndThen(ann.PostMessages(new PostMessages { Room = room, Messages = [sent] }));
            if (i % 2 == 0) await AndThen(ann.EditMessage(new EditMessage { Room = room, Id = sent.Id, Request = Guid.NewGuid(), Version = 1, Text = "edited" }));
            if (i % 3 == 0) await AndThen(ann.DeleteMessage(new DeleteMessage(room, sent.Id)));
        }
        head++;
        await AndThen(ann.SetTopic(new SetTopic { Room = room, Topic = "topic" }));
        await AndThen(bob.LeaveRoom(new LeaveRoom(room)));
        await server.SeatAsync("eve");
        await ann.EventAsync<ChangeSet>(s => s.People?.Any(p => p.Name == "eve") == true);

        var names = new Dictionary<string, string>();
        var sets = ann.Events<ChangeSet>().OrderBy(s => s.Scope[..4], StringComparer.Ordinal).ThenBy(s => s.To).Select(Wire.Text);
        return [.. sets.Select(set => RandomNames().Replace(set, name => names.TryAdd(name.Value, $"#{names.Count}") ? names[name.Value] : names[name.Value]))];

        async Task AndThen<T>(Task<Outcome<T>> change)
        {
            await Wire.Ok(change);
            await ann.UntilAsync(room, ++head);
            // Two changes of a scope would else come in one set or in two.
            var mine = (await ann.LookAsync(own, server)).Set!.Head;
            if (mine > told) await ann.EventAsync<ChangeSet>(set => set.Scope == own.ToString() && set.To >= mine);
            told = mine;
        }
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16}")]
    private static partial Regex RandomNames();
}
