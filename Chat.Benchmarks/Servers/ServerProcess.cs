using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Chat.Benchmarks;

/// <summary>A server as a process of its own, held to the first core; the load generator keeps to the others.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan MostToStart = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private ServerProcess(Process process, IPEndPoint address) => (_process, Address) = (process, address);

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address { get; }

    /// <summary>CPU time of the process until now, user and system.</summary>
    public TimeSpan Cpu => Figures.Cpu;

    /// <summary>Resident memory in bytes.</summary>
    public long Resident => Figures.Resident;

    private ProcessFigures Figures => new(_process.Id);

    /// <summary>Holds the load generator, this process, to all cores but the first: every thread that it has, and so every one that these start.</summary>
    /// <exception cref="InvalidOperationException">A thread stays on the first core: it would be in the server's way.</exception>
    public static async Task LeaveFirstCoreAsync()
    {
        if (!OperatingSystem.IsLinux() || Environment.ProcessorCount < 2) return;
        // A thread may be started by one that isn't held yet: so, a few times. (Process.ProcessorAffinity holds the main thread only.)
        for (var time = 0; time < 5; time++)
        {
            using (var hold = Process.Start(new ProcessStartInfo("taskset", ["-a", "-c", "-p", $"1-{Environment.ProcessorCount - 1}", $"{Environment.ProcessId}"]) { RedirectStandardOutput = true })!)
            {
                await hold.StandardOutput.ReadToEndAsync();
                await hold.WaitForExitAsync();
            }
            if (!ThreadsOnFirstCore().Any()) return;
        }
        throw new InvalidOperationException("The load generator can't be kept off the server's core; is taskset there?");
    }

    /// <summary>This process's threads that may run on the first core (proc(5): Cpus_allowed_list).</summary>
    private static IEnumerable<string> ThreadsOnFirstCore() =>
        Directory.EnumerateDirectories("/proc/self/task").Where(thread =>
        {
            try
            {
                return File.ReadLines(Path.Combine(thread, "status"))
                    .First(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal)).Split('\t')[1] is ['0', ..];
            }
            catch (IOException)
            {
                // It has ended just now.
                return false;
            }
        });

    /// <summary>Starts a server and waits until it takes connections.</summary>
    /// <param name="program">The executable.</param>
    /// <param name="arguments">From the address at which it shall listen, its arguments.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="InvalidOperationException">It ended, or did not listen in time.</exception>
    public static async Task<ServerProcess> StartAsync(string program, Func<string, IEnumerable<string>> arguments, CancellationToken cancellationToken)
    {
        var address = FreeAddress();
        var process = Process.Start(new ProcessStartInfo("taskset", ["-c", "0", program, .. arguments($"http://{address}")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = new Queue<string>();
        void Keep(string? line)
        {
            lock (said)
            {
                said.Enqueue(line ?? "");
                if (said.Count > 40) said.Dequeue();
            }
        }
        process.OutputDataReceived += (_, e) => Keep(e.Data);
        process.ErrorDataReceived += (_, e) => Keep(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new ServerProcess(process, address);
        var waited = Stopwatch.StartNew();
        while (!await server.ListensAsync(cancellationToken))
        {
            if (process.HasExited || waited.Elapsed > MostToStart)
            {
                await server.DisposeAsync();
                throw new InvalidOperationException($"{program} did not start:\n{string.Join('\n', said)}");
            }
            await Task.Delay(5, cancellationToken);
        }
        return server;
    }

    /// <summary>Stops its threads, so that another server has the core alone.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>Lets it go on after <see cref="PauseAsync"/>.</summary>
    public Task ResumeAsync() => SignalAsync("CONT");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private async Task<bool> ListensAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(Address, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static IPEndPoint FreeAddress()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)probe.LocalEndPoint!;
    }
}
