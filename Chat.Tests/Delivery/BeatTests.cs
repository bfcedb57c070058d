using Chat.Contracts;
using Chat.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Tests.Delivery;

public sealed class BeatTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private CoreServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await CoreServer.StartAsync(parts => parts.AddSingleton<TimeProvider>(_time));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Beat_lists_the_heads_of_all_that_is_watched_and_nothing_else()
    {
        await using var ann = await _server.DeviceAsync();
        var (room, other) = (await ann.RoomAsync(), await ann.RoomAsync());
        await ann.WatchAsync(Scope.Person(ann.Person));
        await ann.WatchAsync(room);
        await ann.WatchAsync(Scope.People);
        await ann.PostAsync(room, "new");
        await ann.PostAsync(other, "elsewhere");

        var beat = await BeatAfterAsync(ann, 3);

        var mine = (await ann.LookAsync(Scope.Person(ann.Person), _server)).Set!.Head;
        Assert.Equal(
            new ScopeHead[] { new(Scope.Person(ann.Person).ToString(), mine), new(Scope.Room(room).ToString(), 4), new("people", 1) }.OrderBy(h => h.Scope),
            beat.Watched.OrderBy(h => h.Scope));
    }

    [Fact]
    public async Task Beats_come_every_3_s_while_a_watched_room_changes_else_every_15_s_and_to_hidden_clients_every_30_s()
    {
        await using var busy = await _server.DeviceAsync();
        await using var quiet = await _server.DeviceAsync();
        await using var hidden = await _server.DeviceAsync();
        await quiet.WatchAsync(Scope.People);
        var room = await busy.RoomAsync();
        await busy.WatchAsync(room);
        await busy.PostAsync(room, "new");
        await Wire.Ok(hidden.AnswerBeat(new BeatAnswer { Hidden = true }));

        // The room changes at 0 and at 30 s, so it is busy until 90 s. Everybody answers.
        for (var second = 3; second <= 60; second += 3)
        {
            await BeatAfterAsync(busy, 3);
            // A beat that is due is made before the clock goes on, whoever got theirs first.
            if (second % 15 == 0) await quiet.BeatAsync(second / 15);
            if (second % 30 == 0) await hidden.BeatAsync(second / 30);
            if (second == 30) await busy.PostAsync(room, "new");
            await Task.WhenAll(busy.FenceAsync(), quiet.FenceAsync(), hidden.AnswerBeat(new BeatAnswer { Hidden = true }));
        }
        // What was sent at the last tick has left when the next tick's has.
        await BeatAfterAsync(busy, 3);
        var start = busy.Events<Beat>()[0].Time - 3_000;

        Assert.Equal([15, 30, 45, 60], Seconds(quiet));
        Assert.Equal([30, 60], Seconds(hidden));
        Assert.Equal(Enumerable.Range(1, 21).Select(n => n * 3), Seconds(busy));
        await BeatAfterAsync(busy, 27);
        await busy.FenceAsync();
        busy.Forget();
        // Without a change since a minute: the 15th second from here brings the next.
        for (var second = 3; second < 15; second += 3)
        {
            _time.Advance(TimeSpan.FromSeconds(3));
            await busy.FenceAsync();
        }
        Assert.Equal(105, (int)(((await BeatAfterAsync(busy, 3)).Time - start) / 1_000));

        IEnumerable<int> Seconds(Device device) => device.Events<Beat>().Select(b => (int)((b.Time - start) / 1_000));
    }

    [Fact]
    public async Task Connection_without_a_sign_for_45_s_is_closed_but_not_while_its_call_runs()
    {
        await using var silent = await _server.DeviceAsync();
        await using var calling = await _server.DeviceAsync();
        await using var answering = await _server.DeviceAsync();
        var room = await calling.RoomAsync();
        Task<PostResult> call;
        using (await _server.Get<WriteGate>().EnterAsync(TestContext.Current.CancellationToken))
        {
            call = calling.PostAsync(room, "takes long");
            await _server.RunningAsync(calling);
            for (var second = 0; second <= 45; second += 15)
            {
                _time.Advance(TimeSpan.FromSeconds(15));
                await answering.FenceAsync();
            }
            await silent.Closed;
        }
        await call;
        await Task.WhenAll(calling.FenceAsync(), answering.FenceAsync());

        Assert.True(calling.IsOpen && answering.IsOpen);
    }

    /// <summary>Moves the clock on by seconds and waits for the beat that this brings.</summary>
    private async Task<Beat> BeatAfterAsync(Device device, int seconds)
    {
        var count = device.Events<Beat>().Count;
        _time.Advance(TimeSpan.FromSeconds(seconds));
        return await device.BeatAsync(count + 1);
    }
}
