using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Chat.Contracts;

namespace Chat.Tests.Delivery;

/// <summary>Somebody with an account sends frames that no client sends.</summary>
internal sealed class MutatedFramesRun : FaultRun
{
    private const int Attackers = 4;
    private const int LeastFrames = 100;
    private const int Seed = 4_711;
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public override string Name => "mutated-frames";

    public override string What =>
        "frames of the hub's protocol with bytes changed, cut, doubled and spliced, and bytes that are no WebSocket frames, for ten minutes, while healthy clients watch";

    public override async Task<RunResult> RunAsync(Scale scale, Action<string> tell, CancellationToken cancellationToken)
    {
        var length = scale == Scale.Long ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(6);
        var faults = new List<string>();
        await using var loaded = await LoadedServer.StartAsync(5, [Enumerable.Range(0, 4), Enumerable.Range(0, 5)]);
        var recorder = await loaded.RecordAsync(perSecond: 5, clients: 4, shape: plan => plan with { Clients = [.. plan.Clients.Select(c => c with { Rooms = [loaded.Community.Rooms[0]] })] });
        await recorder.UntilAsync(counts => counts.Acknowledged > 0, Never);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var attackers = Enumerable.Range(0, Attackers).Select(i => new Attacker(loaded, new Random(Seed + i))).ToList();
        var attacks = attackers.Select(attacker => Task.Run(() => attacker.RunAsync(enough.Token), CancellationToken.None)).ToList();
        var began = TimeProvider.System.GetTimestamp();
        using var looks = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var last = recorder.Counts.Acknowledged;
        // On a slow machine so long that there is something to judge.
        while (TimeProvider.System.GetElapsedTime(began) is var elapsed && (elapsed < length || (elapsed < Never && !IsEnough())))
        {
            await looks.WaitForNextTickAsync(cancellationToken);
            if (loaded.Server.ExitCode is not null) break;
            if ((int)TimeProvider.System.GetElapsedTime(began).TotalSeconds % 60 == 59) tell($"{attackers.Sum(a => a.Frames)} frames, {recorder.Counts.Acknowledged} acknowledged to the healthy");
        }
        await enough.CancelAsync();
        await Task.WhenAll(attacks);
        if (loaded.Server.ExitCode is { } code) faults.Add($"The server ended with {code}.");
        if (recorder.Counts.Acknowledged == last) faults.Add("Nothing was acknowledged to the healthy meanwhile.");
        if (recorder.Counts.Unknown > 0) faults.Add($"{recorder.Counts.Unknown} calls of the healthy had no definite end.");
        if (loaded.Server.Said.Contains("nhandled exception", StringComparison.Ordinal)) faults.Add("An exception was not handled; see the server's log.");
        var verdict = await loaded.JudgeAsync(Never);
        return new RunResult
        {
            Verdicts = [verdict],
            Faults = faults,
            Figures =
            [
                new("minutes", length.TotalMinutes, "min"),
                new("mutated frames", attackers.Sum(a => a.Frames)) { AtLeast = LeastFrames },
                new("connections for them", attackers.Sum(a => a.Connections)) { AtLeast = Attackers },
                new("frames that were answered by the hub", attackers.Sum(a => a.Answers)) { AtLeast = 1 },
            ],
        };

        bool IsEnough() =>
            attackers.Sum(a => a.Frames) >= LeastFrames && attackers.All(a => a.Connections > 0) && attackers.Any(a => a.Answers > 0) && recorder.Counts.Acknowledged > last;
    }

    /// <summary>One who sends what is mutated, over connection after connection.</summary>
    private sealed class Attacker(LoadedServer loaded, Random random)
    {
        private const int FramesOfAConnection = 40;
        private const byte End = 0x1e;

        private readonly string _token = loaded.Community.People[4].Token;

        private readonly string[] _seeds =
        [
            """{"protocol":"json","version":1}""",
            """{"type":1,"invocationId":"1","target":"Hello","arguments":[{"protocol":1,"client":"x"}]}""",
            $$$"""{"type":1,"invocationId":"2","target":"Watch","arguments":[{"items":[{"scope":"room:{{{loaded.Community.Rooms[1]}}}","cursor":{"revision":1,"incarnation":"00"}}]}]}""",
            $$$"""{"type":1,"invocationId":"3","target":"PostMessages","arguments":[{"room":"{{{loaded.Community.Rooms[1]}}}","messages":[{"id":"{{{Guid.CreateVersion7()}}}","text":"a \u00e9 \ud83d\ude00 text"}]}]}""",
            $$$"""{"type":1,"invocationId":"4","target":"ReadMessages","arguments":[{"room":"{{{loaded.Community.Rooms[1]}}}","around":9223372036854775807,"limit":-1}]}""",
            $$$"""{"type":1,"invocationId":"5","target":"MarkRead","arguments":[{"room":"{{{loaded.Community.Rooms[1]}}}","number":1,"generation":1}]}""",
            """{"type":1,"target":"AnswerBeat","arguments":[{"hidden":true}]}""",
            """{"type":4,"invocationId":"6","target":"Stream","arguments":[]}""",
            """{"type":6}""",
            """{"type":7,"error":"bye"}""",
        ];

        public int Frames { get; private set; }

        public int Connections { get; private set; }

        public int Answers { get; private set; }

        public async Task RunAsync(CancellationToken enough)
        {
            while (!enough.IsCancellationRequested)
            {
                try
                {
                    if (random.Next(5) == 0) await SendGarbageAsync();
                    else await SendFramesAsync(enough);
                }
                catch (Exception e) when (e is WebSocketException or SocketException or IOException or OperationCanceledException or HttpRequestException)
                {
                    // Cut off, as it should be; the next one.
                }
            }
        }

        private async Task SendFramesAsync(CancellationToken enough)
        {
            using var socket = new ClientWebSocket();
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(enough);
            patience.CancelAfter(Patience + Patience);
            var address = new UriBuilder(new Uri(loaded.Server.Address, Protocol.HubPath)) { Scheme = "ws", Query = $"access_token={_token}" }.Uri;
            await socket.ConnectAsync(address, patience.Token);
            Connections++;
            // Most get in first: what lies behind the door is the larger part.
            var reading = ReadAsync(socket, patience.Token);
            if (random.Next(4) > 0)
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(_seeds[0] + (char)End), WebSocketMessageType.Text, true, patience.Token);
                await socket.SendAsync(Encoding.UTF8.GetBytes(_seeds[1] + (char)End), WebSocketMessageType.Text, true, patience.Token);
            }
            for (var i = 0; i < FramesOfAConnection && socket.State == WebSocketState.Open; i++)
            {
                var kind = random.Next(20) == 0 ? WebSocketMessageType.Binary : WebSocketMessageType.Text;
                await socket.SendAsync(Mutated(), kind, random.Next(10) > 0, patience.Token);
                Frames++;
            }
            socket.Abort();
            await reading;
        }

        private async Task ReadAsync(ClientWebSocket socket, CancellationToken stop)
        {
            var buffer = new byte[16 * 1024];
            try
            {
                while ((await socket.ReceiveAsync(buffer, stop)).MessageType != WebSocketMessageType.Close) Answers++;
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
            {
                // It is over.
            }
        }

        /// <summary>Bytes after the upgrade, or instead of it, that are no frames.</summary>
        private async Task SendGarbageAsync()
        {
            using var client = new TcpClient { NoDelay = true };
            await client.ConnectAsync(loaded.Server.Address.Host, loaded.Server.Port);
            Connections++;
            var stream = client.GetStream();
            if (random.Next(3) > 0)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(
                    $"GET {Protocol.HubPath} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nAuthorization: Bearer {_token}\r\n" +
                    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"));
                _ = await stream.ReadAsync(new byte[4_096]);
            }
            for (var i = 0; i < 8; i++)
            {
                var garbage = new byte[random.Next(1, 2_000)];
                random.NextBytes(garbage);
                await stream.WriteAsync(garbage);
                Frames++;
            }
        }

        private byte[] Mutated()
        {
            var bytes = new List<byte>(Encoding.UTF8.GetBytes(_seeds[random.Next(_seeds.Length)])) { End };
            for (var times = random.Next(4); times > 0; times--)
            {
                var at = random.Next(bytes.Count);
                switch (random.Next(8))
                {
                    case 0: bytes[at] = (byte)random.Next(256); break;
                    case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                    case 2: bytes.RemoveRange(at, random.Next(bytes.Count - at)); break;
                    case 3: bytes.InsertRange(at, bytes.GetRange(0, at)); break;
                    case 4: bytes.InsertRange(at, Encoding.UTF8.GetBytes(_seeds[random.Next(_seeds.Length)])); break;
                    case 5: bytes.InsertRange(at, Enumerable.Repeat((byte)"[{\"0"[random.Next(4)], random.Next(1, 3_000))); break;
                    case 6: bytes.Insert(at, End); break;
                    default: bytes.InsertRange(at, Encoding.UTF8.GetBytes(Odd[random.Next(Odd.Length)])); break;
                }
                if (bytes.Count == 0) bytes.Add(End);
            }
            return [.. bytes.Take(200_000)];
        }

        private static readonly string[] Odd = ["null", "-1", "1e999", "\"\\ud800\"", "\\u0000", "99999999999999999999", "true", "{}", "[]", "\"\"", "\u202e", ":"];
    }
}
