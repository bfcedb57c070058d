using System.Diagnostics;

namespace Chat.Benchmarks;

/// <summary>A server with all clients of a plan connected to it; measures window after window.</summary>
internal sealed class RoomLoad : IAsyncDisposable
{
    private const int ConnectingAtOnce = 32;
    private static readonly TimeSpan MostForTheRest = TimeSpan.FromSeconds(15);

    private readonly LoadPlan _plan;
    private readonly Sender[] _senders;
    private readonly RoomClient[] _clients;
    private Meter _meter = new();

    private RoomLoad(Contender contender, LoadPlan plan)
    {
        (Contender, _plan) = (contender, plan);
        _senders = new Sender[plan.Rooms * plan.Senders];
        _clients = new RoomClient[plan.Rooms * plan.Watchers];
    }

    /// <summary>The server.</summary>
    public Contender Contender { get; }

    /// <summary>CPU time and resident bytes of the server before anybody connected.</summary>
    public (TimeSpan Cpu, long Resident) Before { get; private set; }

    /// <summary>Why connections ended; null when none did.</summary>
    public Exception? Failure => _clients.FirstOrDefault(c => c.Failure is not null)?.Failure;

    /// <summary>Starts the server and connects everybody.</summary>
    public static async Task<RoomLoad> StartAsync(Contender contender, LoadPlan plan, BenchmarkRun run, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var load = new RoomLoad(contender, plan);
        try
        {
            await contender.StartAsync(cancellationToken);
            load.Before = (contender.Process.Cpu, contender.Process.Resident);
            await Parallel.ForAsync(0, load._clients.Length, new ParallelOptions { MaxDegreeOfParallelism = ConnectingAtOnce, CancellationToken = cancellationToken }, load.ConnectAsync);
            run.Tell($"    {contender.Name}: {load._clients.Length:N0} connections after {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s");
            return load;
        }
        catch
        {
            await load.DisposeAsync();
            throw;
        }
    }

    /// <summary>Loads the server for a while and measures.</summary>
    /// <param name="scale">For how long.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="unpaced">As many messages as are taken, whatever the plan's rate.</param>
    public async Task<WindowResult> MeasureAsync(Scale scale, CancellationToken cancellationToken, bool unpaced = false)
    {
        var meter = _meter = new Meter();
        foreach (var client in _clients) client.Meter = meter;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = _plan.Rate is { } rate && !unpaced ? SendAsync(meter, rate, ended.Token) : KeepGoingAsync(ended.Token);
        await Task.Delay(scale.WarmUp, cancellationToken);

        meter.Begin();
        using var self = Process.GetCurrentProcess();
        var (cpu, own, deliveries, bytes, began) = (Contender.Process.Cpu, self.TotalProcessorTime, meter.Deliveries, Bytes, Stopwatch.GetTimestamp());
        await Task.Delay(scale.Window, cancellationToken);
        var result = new WindowResult
        {
            Elapsed = Stopwatch.GetElapsedTime(began),
            ServerCpu = Contender.Process.Cpu - cpu,
            Deliveries = meter.Deliveries - deliveries,
            Bytes = Bytes - bytes,
            GeneratorCpu = Elapsed(self) - own,
        };
        meter.End();

        await ended.CancelAsync();
        await sending;
        await RestAsync(cancellationToken);
        return result with
        {
            Acknowledged = meter.Acknowledged.Sum(),
            Received = meter.Received.Sum(),
            Lateness = meter.Lateness.Sum(),
            Resident = Contender.Process.Resident,
            RoomsInDisorder = Disagreeing,
            Faults = [.. Faults(meter)],
        };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client?.Dispose();
        _meter.Dispose();
        await Contender.DisposeAsync();
    }

    private long Bytes => _clients.Sum(c => c.Bytes);

    private static TimeSpan Elapsed(Process self)
    {
        self.Refresh();
        return self.TotalProcessorTime;
    }

    private async ValueTask ConnectAsync(int index, CancellationToken cancellationToken)
    {
        var (room, member) = Math.DivRem(index, _plan.Watchers);
        var client = await Contender.ConnectAsync(new Place(_senders, room, member, _plan.Senders), cancellationToken);
        _clients[index] = client;
        client.Meter = _meter;
        if (member < _plan.Senders)
        {
            // Neighbours in time are senders of different rooms, and in a room different senders.
            var sender = (room * _plan.Senders) + member;
            _senders[sender] = client.Sender = new Sender(sender, client);
        }
    }

    /// <summary>
    /// Evenly spaced, whatever the server does: what waits in it doesn't slow the senders. On a thread of its own: in the
    /// pool's queue it would wait behind what is received, and send bursts.
    /// </summary>
    private Task SendAsync(Meter meter, double rate, CancellationToken cancellationToken) => Task.Factory.StartNew(
        () =>
        {
            var began = Stopwatch.GetTimestamp();
            for (long sent = 0; !cancellationToken.WaitHandle.WaitOne(1);)
            {
                for (var due = (long)(Stopwatch.GetElapsedTime(began).TotalSeconds * rate); sent < due; sent++)
                {
                    var planned = began + (long)(sent / rate * Stopwatch.Frequency);
                    meter.Record(meter.Lateness, planned, Stopwatch.GetTimestamp());
                    _senders[sent % _senders.Length].Send();
                }
            }
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private async Task KeepGoingAsync(CancellationToken cancellationToken)
    {
        foreach (var sender in _senders) sender.KeepGoing(true);
        await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        foreach (var sender in _senders) sender.KeepGoing(false);
    }

    /// <summary>Waits for what is under way, but not for ever: what doesn't come counts as lost.</summary>
    private async Task RestAsync(CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (Missing > 0 && waited.Elapsed < MostForTheRest) await Task.Delay(20, cancellationToken);
    }

    private long Missing =>
        _senders.Sum(s => (long)s.Sent - s.Acknowledged) + _clients.Sum(client => Enumerable.Range(0, _plan.Senders).Sum(s => (long)SentTo(client, s) - client.Seen(s)));

    private int Disagreeing => _clients.GroupBy(c => c.Place.Room).Count(room => room.DistinctBy(c => c.Order).Count() > 1);

    private int SentTo(RoomClient client, int sender) => _senders[(client.Place.Room * _plan.Senders) + sender].Sent;

    private IEnumerable<string> Faults(Meter meter)
    {
        if (_clients.FirstOrDefault(c => c.Failure is not null) is { Failure: { } failure })
            yield return $"{_clients.Count(c => c.Failure is not null)} connections ended: {failure.Message}";
        if (meter.Lost > 0) yield return $"{meter.Lost} lost or out of order";
        if (meter.Doubled > 0) yield return $"{meter.Doubled} twice or out of order";
        if (meter.Refused > 0) yield return $"{meter.Refused} refused";
        if (Missing is > 0 and var missing) yield return $"{missing} missing at the end";
        if (Contender.KeepsOrder && Disagreeing is > 0 and var rooms) yield return $"{rooms} rooms in which watchers saw different orders";
    }
}
