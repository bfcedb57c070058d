using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Chat.Tests.Support;

/// <summary>
/// The server as its operator runs it: a process of its own, on a port that it keeps over restarts, with a data folder that
/// goes when the test is over, unless it is somebody else's.
/// </summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Never = TimeSpan.FromSeconds(60);
    private static int _lastPort = 20_000 + Environment.ProcessId % 5_000;
    private static readonly ConcurrentBag<Socket> Reserved = [];
    private readonly ServerPlace _place;
    private readonly string _data;
    private readonly string[] _settings;
    private readonly List<string> _said = [];
    private Process? _process;

    private ServerProcess(ServerPlace place, string[] settings)
    {
        (_place, _settings) = (place, settings);
        _data = place.Data ?? Directory.CreateTempSubdirectory("chat-test-").FullName;
    }

    public int Port { get; } = FreePort();
    public Uri Address => new($"http://127.0.0.1:{Port}");
    public string Database => Path.Combine(_data, "chat.db");

    /// <summary>The process's id; with a prefix, the prefix's.</summary>
    public int Id => _process!.Id;

    /// <summary>How it ended; none while it runs.</summary>
    public int? ExitCode => _process is { HasExited: true } ended ? ended.ExitCode : null;

    /// <summary>The secret of the set-up link that the server printed.</summary>
    public string SetUpToken
    {
        get
        {
            lock (_said) return SetUpLink().Match(string.Join('\n', _said)).Groups[1].Value;
        }
    }

    /// <summary>Waits for the set-up link: its line may be handed on after the server has answered.</summary>
    public Task SetUpLinkAsync() => TestDeadline.UntilAsync(() => SetUpToken.Length > 0);

    /// <summary>What the server said so far, for the message of a test that fails.</summary>
    public string Said
    {
        get
        {
            lock (_said) return string.Join('\n', _said);
        }
    }

    public static Task<ServerProcess> StartNewAsync(params string[] settings) => StartNewAsync(new ServerPlace(), settings);

    public static async Task<ServerProcess> StartNewAsync(ServerPlace place, params string[] settings)
    {
        var server = new ServerProcess(place, settings);
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts the server, on the data that is there, and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        string[] command = [.. _place.Prefix, "dotnet", Repository.Program("Chat.Server", "Chat.Server.dll"), "--urls", Address.ToString(), "--Chat:DataFolder", _data];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var setting in _settings) start.ArgumentList.Add(setting);
        foreach (var (name, value) in _place.Environment) start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ReadyAsync();
    }

    /// <summary>Ends the server as a power cut would: nothing is finished, nothing is said.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync().WaitAsync(Never);
    }

    /// <summary>Ends the server as its operator would: by SIGTERM.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        await _process!.WaitForExitAsync().WaitAsync(Never);
        return _process.ExitCode;
    }

    /// <summary>Lets the server stand still in whatever it does: nothing that reaches it from here on is answered before it is killed.</summary>
    public Task HoldAsync() => SignalAsync("STOP");

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) await KillAsync();
        _process?.Dispose();
        if (_place.Data is null) Directory.Delete(_data, recursive: true);
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process!.Id}"]);
        await kill.WaitForExitAsync();
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        lock (_said) _said.Add(line);
    }

    private async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var deadline = new CancellationTokenSource(Never);
        while (true)
        {
            if (_process!.HasExited) throw new InvalidOperationException($"The server ended with {_process.ExitCode}:\n{Said}");
            try
            {
                if ((await http.GetAsync("/readyz", deadline.Token)).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not yet listening.
            }
            await Task.Delay(50, deadline.Token);
        }
    }

    /// <summary>
    /// A port on which nobody listens, that no other test gets, not in another process either, and that the system gives to no
    /// connection: it stays free while a server is down.
    /// </summary>
    internal static int FreePort()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref _lastPort);
            try
            {
                // A name that is no file, and is given back with the process.
                if (OperatingSystem.IsLinux()) Reserve(new UnixDomainSocketEndPoint($"\0chat-test-port-{port}"));
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody's already.
            }
        }
    }

    private static void Reserve(UnixDomainSocketEndPoint name)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(name);
            Reserved.Add(socket);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    [GeneratedRegex("/set-up#([A-Za-z0-9_-]+)")]
    private static partial Regex SetUpLink();
}

/// <summary>What surrounds a server's process.</summary>
internal sealed record ServerPlace
{
    /// <summary>A data folder that is there already and stays; none: a new one that goes with the server.</summary>
    public string? Data { get; init; }

    /// <summary>The command that the server is started by, such as a tracer and its arguments.</summary>
    public IReadOnlyList<string> Prefix { get; init; } = [];

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
