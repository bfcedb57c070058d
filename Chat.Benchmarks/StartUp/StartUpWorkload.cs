using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Chat.Benchmarks;

/// <summary>W9: how soon the server answers after its start, and what it takes when nobody is there.</summary>
internal sealed class StartUpWorkload : Workload
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan ShortIdle = TimeSpan.FromSeconds(2);

    public override string Name => "W9";

    public override string Measures => "start to first answer of /readyz, and resident memory when idle";

    public override async Task<IReadOnlyList<Measurement>> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var starts = new List<Start>();
        for (var round = 0; round < run.Scale.Rounds; round++)
        {
            var folder = Directory.CreateTempSubdirectory("chat-start-").FullName;
            // Each folder is started twice: without a database, and with the one that this made.
            starts.Add(await StartAsync(run, folder, isNew: true, cancellationToken));
            starts.Add(await StartAsync(run, folder, isNew: false, cancellationToken));
            Directory.Delete(folder, recursive: true);
        }
        var (first, later) = (starts.Where(s => s.IsNew).ToList(), starts.Where(s => !s.IsNew).ToList());
        return
        [
            Measure("start to first answer", "s", later, s => s.Seconds, Target.Value(1.5)),
            Measure("start to first answer, database made on the way", "s", first, s => s.Seconds, Target.Value(1.5)),
            Measure("resident memory when idle", "MB", later, s => s.Megabytes, Target.Value(150)),
        ];
    }

    private Measurement Measure(string metric, string unit, List<Start> starts, Func<Start, double> read, Target target) => new()
    {
        Workload = Name,
        Metric = metric,
        Unit = unit,
        Ours = Median.Of(starts.Select(read)),
        Target = target,
    };

    private static async Task<Start> StartAsync(BenchmarkRun run, string folder, bool isNew, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        await using var process = await ServerProcess.StartAsync(run.Server.Program, url => ["--urls", url, $"--Chat:DataFolder={folder}"], cancellationToken);
        await AskAsync(process, cancellationToken);
        var took = Stopwatch.GetElapsedTime(began);
        await Task.Delay(run.Scale.IsQuick ? ShortIdle : Idle, cancellationToken);
        var start = new Start(isNew, took.TotalSeconds, process.Resident / 1e6);
        run.Tell($"    {(isNew ? "without a database" : "with one")}: {start.Seconds:F2} s, {start.Megabytes:F0} MB");
        return start;
    }

    /// <summary>Asks over a bare socket: an HTTP client's own start would be measured with the server's.</summary>
    private static async Task AskAsync(ServerProcess process, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(process.Address, cancellationToken);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /readyz HTTP/1.1\r\nHost: {process.Address}\r\nConnection: close\r\n\r\n"), cancellationToken);
        var answer = new byte[256];
        var count = await socket.ReceiveAsync(answer, cancellationToken);
        if (!answer.AsSpan(0, count).StartsWith("HTTP/1.1 200"u8)) throw new IOException($"/readyz: {Encoding.ASCII.GetString(answer, 0, count)}");
    }

    private sealed record Start(bool IsNew, double Seconds, double Megabytes);
}
