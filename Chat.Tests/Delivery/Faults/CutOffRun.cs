using Chat.Client;
using Chat.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Tests.Delivery;

/// <summary>A client is cut off for 5, 60 and 600 seconds, with a clock that the run moves, while both sides go on writing.</summary>
internal sealed class CutOffRun : FaultRun
{
    private const int WrittenMeanwhile = 40;
    private const int MoreThanAPage = 1_100;

    public override string Name => "cut-off";

    public override string What =>
        "a real client cut off for 5, 60 and 600 s (simulated), by a reset, by silence and in one direction, while it and the others go on writing; once by more than a catch-up gives";

    public override async Task<RunResult> RunAsync(Scale scale, Action<string> tell, CancellationToken cancellationToken)
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var server = await CoreServer.StartAsync(parts => parts.AddSingleton<TimeProvider>(clock));
        await using var proxy = new FaultProxy(server.Address);
        var (stays, goes) = (await server.SeatAsync(), await server.SeatAsync());
        await using var there = new ChatConnection(new ChatConnectionOptions { Server = server.Address, Token = stays.Token, Me = stays.Person, Time = clock });
        await using var away = new ChatConnection(new ChatConnectionOptions { Server = proxy.Address, Token = goes.Token, Me = goes.Person, Time = clock });
        await there.StartAsync(cancellationToken);
        await away.StartAsync(cancellationToken);
        await clock.UntilAsync(() => there.State.Connection == ConnectionState.Live);
        var room = (await there.CreateRoomAsync("harbour", cancellationToken: cancellationToken)).Value!.Room;
        await there.AddMemberAsync(room, goes.Person, cancellationToken);
        there.Open(room);
        away.Open(room);
        var written = new List<string>();
        var (cuts, resets) = (0, 0);
        foreach (var (seconds, weather, count) in Cuts(scale))
        {
            await clock.UntilAsync(() => Shows(away, room, written) && Shows(there, room, written));
            proxy.Weather = weather;
            if (weather.Refuses) proxy.ResetAll();
            var firstHeld = away.State.Rooms[room].Messages is [var first, ..] ? first.Number : 0;
            var (sending, others) = (new List<Task<Outcome<PostResult>>>(), new List<Task>());
            for (var i = 0; i < count; i++)
            {
                var (theirs, mine) = ($"{cuts}: theirs {i}", $"{cuts}: mine {i}");
                written.Add(theirs);
                sending.Add(there.PostAndWaitAsync(room, theirs, cancellationToken));
                others.Add(sending[^1]);
                if (i >= WrittenMeanwhile) continue;
                written.Add(mine);
                sending.Add(away.PostAndWaitAsync(room, mine, cancellationToken));
            }
            for (var second = 0; second < seconds; second++) await clock.TickAsync();
            // Else a slow machine would have written less than was meant to be missed.
            await clock.UntilAsync(() => others.All(task => task.IsCompleted), () => $"{others.Count(task => task.IsCompleted)} of {others.Count} sent");
            proxy.Weather = Weather.Fine;
            await clock.UntilAsync(() => sending.All(task => task.IsCompleted) && Shows(away, room, written) && Shows(there, room, written),
                () => $"{sending.Count(task => task.IsCompleted)} of {sending.Count} sent; {Describe(there, room)} and {Describe(away, room)}, {written.Count} written");
            if (away.State.Rooms[room].Messages[0].Number > firstHeld) resets++;
            cuts++;
            tell($"{cuts} cuts, {written.Count} messages");
        }
        return new RunResult
        {
            Faults = [.. Faults(await TextsAsync(there, room), written)],
            Figures =
            [
                new("cuts", cuts),
                new("messages written meanwhile, by both sides", written.Count),
                new("snapshots instead of a catch-up", resets) { AtLeast = 1 },
            ],
        };
    }

    /// <summary>How long, how, and how much is written meanwhile.</summary>
    private static IEnumerable<(int Seconds, Weather Weather, int Written)> Cuts(Scale scale)
    {
        Weather[] ways =
        [
            Weather.Fine with { Refuses = true },
            Weather.HalfOpen,
            new(new Way { Lost = true }, new Way()),
            new(new Way(), new Way { Lost = true }),
        ];
        foreach (var seconds in (int[])[5, 60, 600])
            foreach (var way in scale == Scale.Long || seconds == 60 ? ways : ways[..2])
                yield return (seconds, way, WrittenMeanwhile);
        yield return (60, ways[0], MoreThanAPage);
    }

    /// <summary>Whether the newest page of what is shown has what was written last, and nothing waits.</summary>
    private static bool Shows(ChatConnection client, Guid room, List<string> written) =>
        client.State is { Connection: ConnectionState.Live, Outbox.Count: 0 } state
        && state.Rooms.TryGetValue(room, out var held) && held.Watching == Watching.Live
        // The room's first message is the notice that it was made.
        && held.Number == written.Count + 1
        && (held.Messages is [.., var last] ? last.Number == held.Number : held.Number == 0);

    private static string Describe(ChatConnection client, Guid room) => client.State is var state && state.Rooms.TryGetValue(room, out var held)
        ? $"{state.Connection}, {state.Outbox.Count} waiting, {held.Watching} with {held.Messages.Count} messages up to {(held.Messages is [.., var last] ? last.Number : 0)} of {held.Number}"
        : $"{client.State.Connection}, without the room";

    private static async Task<List<Message>> TextsAsync(ChatConnection client, Guid room)
    {
        var messages = new List<Message>();
        for (long after = 0; ;)
        {
            var page = (await client.ReadMessagesAsync(new ReadMessages { Room = room, After = after })).Value!;
            messages.AddRange(page.Messages);
            if (page.To <= after || page.Messages.Count == 0) return messages;
            after = page.To;
        }
    }

    private static IEnumerable<string> Faults(List<Message> messages, List<string> written)
    {
        var texts = messages.Where(m => m.Notice is null).Select(m => m.Text!).ToList();
        foreach (var lost in written.Except(texts)) yield return $"Lost: {lost}";
        foreach (var doubled in texts.GroupBy(text => text).Where(group => group.Count() > 1)) yield return $"Doubled: {doubled.Key}";
        foreach (var author in messages.Where(m => m.Notice is null).GroupBy(m => m.Author))
        {
            var order = author.Select(m => m.Text!).ToList();
            if (!order.SequenceEqual(written.Where(order.Contains))) yield return $"The order of {author.Key} is broken.";
        }
        if (messages.Where((m, i) => m.Number != i + 1).Any()) yield return "There is a hole in the numbers.";
    }
}

/// <summary>A simulated clock beside real sockets.</summary>
internal static class SimulatedTime
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(30);

    /// <summary>Moves the clock by a second, and gives what that started some time to go over real sockets.</summary>
    public static async Task TickAsync(this FakeTimeProvider clock)
    {
        clock.Advance(Step);
        await Task.Delay(Breath);
    }

    /// <summary>Moves the clock on until it is so.</summary>
    /// <exception cref="TimeoutException">It never was.</exception>
    public static async Task UntilAsync(this FakeTimeProvider clock, Func<bool> isSo, Func<string>? describe = null)
    {
        using var never = new CancellationTokenSource(Wire.Never);
        while (!isSo())
        {
            if (never.IsCancellationRequested) throw new TimeoutException($"It never became so. {describe?.Invoke()}");
            await clock.TickAsync();
        }
    }
}
