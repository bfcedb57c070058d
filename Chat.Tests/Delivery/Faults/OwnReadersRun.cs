using Chat.Contracts;

namespace Chat.Tests.Delivery;

/// <summary>Many read history all the time while others write all the time: the log must not grow for ever.</summary>
internal sealed class OwnReadersRun : FaultRun
{
    private const int Readers = 12;
    private const int LeastWritten = 100;
    private const int LeastPages = 100;
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(2);

    public override string Name => "own-readers";

    public override string What => "twelve devices read history without a pause while others write as much as the server takes: the write-ahead log stays bounded";

    public override async Task<RunResult> RunAsync(Scale scale, Action<string> tell, CancellationToken cancellationToken)
    {
        var length = TimeSpan.FromSeconds(scale == Scale.Long ? 60 : 10);
        await using var loaded = await LoadedServer.StartAsync(6, [Enumerable.Range(0, 6)]);
        var room = loaded.Community.Rooms[0];
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        long pages = 0, written = 0;
        var reading = Enumerable.Range(0, Readers).Select(_ => ReadAsync(loaded, room, () => Interlocked.Increment(ref pages), enough.Token)).ToList();
        var writing = Flood.WriteAsync(loaded, 5, room, enough.Token, taken => Interlocked.Add(ref written, taken));
        var began = TimeProvider.System.GetTimestamp();
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        long largest = 0;
        while (TimeProvider.System.GetElapsedTime(began) is var elapsed && (elapsed < length || (elapsed < Never && !Enough())))
        {
            await looks.WaitForNextTickAsync(cancellationToken);
            largest = Math.Max(largest, Flood.LogSize(loaded));
        }
        await enough.CancelAsync();
        await writing;
        await Task.WhenAll(reading);
        return new RunResult
        {
            Figures =
            [
                new("messages of 15,000 bytes written", written) { AtLeast = LeastWritten },
                new("megabytes written", written * 15_000 / 1e6, "MB"),
                new("pages of history read meanwhile", pages) { AtLeast = LeastPages },
                new("the log, largest", largest / 1e6, "MB") { AtMost = 96 },
            ],
        };

        bool Enough() => Interlocked.Read(ref pages) >= LeastPages && Interlocked.Read(ref written) >= LeastWritten;
    }

    private static async Task ReadAsync(LoadedServer loaded, Guid room, Action told, CancellationToken enough)
    {
        await using var device = await loaded.DeviceAsync(0);
        while (!enough.IsCancellationRequested)
        {
            await Wire.Ok(device.ReadMessages(new ReadMessages { Room = room, After = 0 })).WaitAsync(Never, CancellationToken.None);
            await Wire.Ok(device.ReadMembers(new ReadMembers { Room = room })).WaitAsync(Never, CancellationToken.None);
            told();
        }
    }
}
