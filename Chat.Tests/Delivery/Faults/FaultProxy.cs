using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Chat.Tests.Delivery;

/// <summary>
/// A TCP proxy that stands between clients and a server and does to their bytes what networks do: delays them, lets them
/// through slowly, loses one direction, breaks connections, also in the middle of a frame.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _server;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Link, bool> _links = new();
    private readonly Task _accepting;
    private volatile Weather _weather = Weather.Fine;

    /// <param name="server">The server's address, on this machine.</param>
    public FaultProxy(Uri server)
    {
        _server = new IPEndPoint(IPAddress.Loopback, server.Port);
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect.</summary>
    public Uri Address { get; }

    /// <summary>What happens to the bytes of all connections, from now on.</summary>
    public Weather Weather
    {
        get => _weather;
        set => _weather = value;
    }

    /// <summary>How many connections are open.</summary>
    public int Open => _links.Count;

    /// <summary>Breaks every connection at once, with a reset.</summary>
    /// <returns>How many there were.</returns>
    public int ResetAll()
    {
        var links = _links.Keys.ToList();
        foreach (var link in links) link.Reset();
        return links.Count;
    }

    /// <summary>Each connection that is open now breaks after so many more bytes towards its client.</summary>
    /// <returns>How many there are.</returns>
    public int CutAllAfter(long bytes)
    {
        var links = _links.Keys.ToList();
        foreach (var link in links) link.CutAfter(bytes);
        return links.Count;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        ResetAll();
        await _accepting;
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptSocketAsync(_stopping.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var link = new Link(client, server, () => _weather);
        try
        {
            if (_weather.Refuses) return;
            await server.ConnectAsync(_server, _stopping.Token);
            _links[link] = true;
            await link.RunAsync(_stopping.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // One side is gone, and with it the other.
        }
        finally
        {
            _links.TryRemove(link, out _);
            link.Reset();
        }
    }

    /// <summary>Two sockets, and a pump for each direction.</summary>
    private sealed class Link(Socket client, Socket server, Func<Weather> weather)
    {
        private const int Chunk = 4_096;
        private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
        private long _left = long.MaxValue;

        public Task RunAsync(CancellationToken stop) => Task.WhenAny(
            PumpAsync(client, server, () => weather().ToServer, counts: false, stop),
            PumpAsync(server, client, () => weather().ToClient, counts: true, stop)).Unwrap();

        public void CutAfter(long bytes) => Volatile.Write(ref _left, bytes);

        public void Reset()
        {
            foreach (var socket in (Socket[])[client, server])
            {
                // No farewell: the other side learns it by an error.
                try
                {
                    socket.LingerState = new LingerOption(true, 0);
                }
                catch (Exception e) when (e is SocketException or ObjectDisposedException)
                {
                    // It was gone already.
                }
                socket.Dispose();
            }
        }

        /// <returns>How many bytes came; 0 when the sender has ended the connection, with a farewell or without.</returns>
        private static async Task<int> ReceiveAsync(Socket from, Memory<byte> into, CancellationToken stop)
        {
            try
            {
                return await from.ReceiveAsync(into, stop);
            }
            catch (SocketException)
            {
                return 0;
            }
        }

        private async Task PumpAsync(Socket from, Socket to, Func<Way> way, bool counts, CancellationToken stop)
        {
            var buffer = new byte[Chunk];
            while (true)
            {
                // A way that is lost takes nothing in either: the sender's buffers fill, and it isn't told.
                while (way().Lost) await Task.Delay(Look, stop);
                var rate = way().BytesPerSecond;
                var most = rate is { } slow ? Math.Clamp(slow / 10, 1, Chunk) : Chunk;
                var read = await ReceiveAsync(from, buffer.AsMemory(0, most), stop);
                // Not even that one side has ended the connection comes through.
                while (way().Lost) await Task.Delay(Look, stop);
                if (read == 0) return;
                if (rate is not null) await Task.Delay(100, stop);
                if (way().Delay is { } delay) await Task.Delay(delay, stop);
                while (way().Lost) await Task.Delay(Look, stop);
                if (counts)
                {
                    var left = Interlocked.Add(ref _left, -read);
                    if (left < 0) read = (int)Math.Max(0, read + left);
                }
                for (var sent = 0; sent < read;) sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), stop);
                if (Volatile.Read(ref _left) <= 0) return;
            }
        }
    }
}

/// <summary>What happens on both ways.</summary>
internal sealed record Weather(Way ToServer, Way ToClient)
{
    /// <summary>Nothing happens.</summary>
    public static Weather Fine { get; } = new(new Way(), new Way());

    /// <summary>Both ways are lost, and nobody is told: as when a cable is pulled.</summary>
    public static Weather HalfOpen { get; } = new(new Way { Lost = true }, new Way { Lost = true });

    /// <summary>New connections are closed at once.</summary>
    public bool Refuses { get; init; }
}

/// <summary>What happens to the bytes on one way.</summary>
internal sealed record Way
{
    /// <summary>Each chunk arrives that much later.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>No more than so many bytes a second.</summary>
    public int? BytesPerSecond { get; init; }

    /// <summary>Nothing arrives, and the connection stands.</summary>
    public bool Lost { get; init; }
}
