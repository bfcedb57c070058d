using System.Globalization;
using Chat.Client;
using Chat.Server;
using Chat.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ChatConnection = Chat.Client.ChatConnection;

namespace Chat.Tests.Delivery;

/// <summary>Connections over which nothing comes any more, and nobody is told.</summary>
internal sealed class HalfOpenRun : FaultRun
{
    private const int Connected = 20;

    /// <summary>Seconds: the deadline, a beat's interval, and the second in which the server looks.</summary>
    private const int Most = 45 + 15 + 1;

    private static readonly TimeSpan Never = TimeSpan.FromMinutes(3);

    public override string Name => "half-open";

    public override string What =>
        "connections that stand while both ways or one are lost: both sides notice within the contract's 45 s, counted from the last beat that came through (simulated; in the long form also by the wall clock, counted in the system's table of connections), and come together again";

    public override async Task<RunResult> RunAsync(Scale scale, Action<string> tell, CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        foreach (var (name, weather) in Ways)
        {
            // While beats still come to it, its own deadline begins only with the last one.
            var mostOfClient = weather.ToClient.Lost ? Most : Most + 45;
            var (server, client) = await NoticedAsync(weather, mostOfClient, cancellationToken);
            tell($"{name}: the server after {server} s, the client after {client} s");
            figures.Add(new($"{name}: the server has let go after (simulated)", server, "s") { AtMost = Most });
            figures.Add(new($"{name}: the client has noticed after (simulated)", client, "s") { AtMost = mostOfClient });
        }
        if (scale == Scale.Short) return new RunResult { Figures = figures };

        await using var loaded = await LoadedServer.StartAsync(people: 4 + Connected, rooms: 1);
        await using var proxy = new FaultProxy(loaded.Server.Address);
        var room = loaded.Community.Rooms[0];
        await using var crowd = await Crowd.StartAsync(proxy.Address, loaded.Community.People.Skip(4).Select(person => (person, room)), Never);
        await loaded.RecordAsync(perSecond: 5, clients: 4);
        var began = TimeProvider.System.GetTimestamp();
        var before = Established(loaded.Server.Port);
        proxy.Weather = Weather.HalfOpen;
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        // Clients that try again meanwhile make new ones: what counts is when the old ones are gone.
        while (Established(loaded.Server.Port).Intersect(before).Count() > before.Count - Connected && TimeProvider.System.GetElapsedTime(began) < Never) await looks.WaitForNextTickAsync(cancellationToken);
        var gone = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        proxy.Weather = Weather.Fine;
        await crowd.UntilAllAsync(held => held.Watching == Chat.Client.Watching.Live, Never);
        var verdict = await loaded.JudgeAsync(Never);
        return new RunResult
        {
            Verdicts = [verdict],
            Figures =
            [
                .. figures,
                new("half-open connections of the real server", Connected),
                new("all of them closed by the server after", gone, "s") { AtMost = Most, DependsOnMachine = true },
            ],
        };
    }

    private static IEnumerable<(string Name, Weather Weather)> Ways =>
    [
        ("both ways lost", Weather.HalfOpen),
        ("the way to the server lost", new(new Way { Lost = true }, new Way())),
        ("the way to the client lost", new(new Way(), new Way { Lost = true })),
    ];

    /// <summary>After how many simulated seconds each side has given the connection up; then it lets them come together again.</summary>
    private static async Task<(int Server, int Client)> NoticedAsync(Weather weather, int mostOfClient, CancellationToken cancellationToken)
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var server = await CoreServer.StartAsync(parts => parts.AddSingleton<TimeProvider>(clock));
        await using var proxy = new FaultProxy(server.Address);
        var seat = await server.SeatAsync();
        await using var client = new ChatConnection(new ChatConnectionOptions { Server = proxy.Address, Token = seat.Token, Me = seat.Person, Time = clock });
        await client.StartAsync(cancellationToken);
        await clock.UntilAsync(() => client.State.Connection == ConnectionState.Live);
        var connections = server.Get<ChatConnections>();
        // More than one, when it took several to become live.
        var old = connections.Of(seat.Person).ToHashSet();
        var (letGo, noticed) = (0, 0);
        proxy.Weather = weather;
        for (var second = 1; letGo == 0 || noticed == 0; second++)
        {
            await clock.TickAsync();
            if (second == Most) await StandStillAsync(HasLetGo);
            if (second == mostOfClient) await StandStillAsync(HasNoticed);
            if (letGo == 0 && HasLetGo()) letGo = second;
            if (noticed == 0 && HasNoticed()) noticed = second;
            if (second > 600) throw new TimeoutException($"After ten minutes {(letGo == 0 ? "the server" : "the client")} has not noticed.");
        }
        proxy.Weather = Weather.Fine;
        await clock.UntilAsync(() => client.State.Connection == ConnectionState.Live);
        return (letGo, noticed);

        bool HasLetGo() => letGo > 0 || !connections.Of(seat.Person).Any(old.Contains);
        bool HasNoticed() => noticed > 0 || client.State.Connection != ConnectionState.Live;
    }

    /// <summary>At its bound the clock waits for a machine that is slow.</summary>
    private static async Task StandStillAsync(Func<bool> isSo)
    {
        try
        {
            await TestDeadline.UntilAsync(isSo);
        }
        catch (OperationCanceledException)
        {
            // It is late by the clock.
        }
    }

    /// <summary>Connections that stand at a port of this machine, by the other end's address (proc(5): state 01 in <c>/proc/net/tcp</c>).</summary>
    private static HashSet<string> Established(int port)
    {
        var local = $":{port.ToString("X4", CultureInfo.InvariantCulture)}";
        return File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields is [_, var here, _, "01", ..] && here.EndsWith(local, StringComparison.Ordinal))
            .Select(fields => fields[2])
            .ToHashSet();
    }
}
