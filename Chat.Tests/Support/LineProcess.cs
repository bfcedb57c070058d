using System.Diagnostics;

namespace Chat.Tests.Support;

/// <summary>The console client as a process at the end of pipes: lines go in, lines come out.</summary>
internal sealed class LineProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo? _ownHome;
    private readonly List<string> _lines = [];
    private readonly List<string> _errors = [];

    private LineProcess(Process process, DirectoryInfo? ownHome)
    {
        (_process, _ownHome) = (process, ownHome);
        process.OutputDataReceived += (_, line) => Hear(_lines, line.Data);
        process.ErrorDataReceived += (_, line) => Hear(_errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it printed so far.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines) return [.. _lines];
        }
    }

    /// <summary>What it complained of so far.</summary>
    public string Errors
    {
        get
        {
            lock (_errors) return string.Join('\n', _errors);
        }
    }

    /// <summary>Starts the client as it was built, with arguments and variables of its own.</summary>
    public static LineProcess Start(IReadOnlyList<string> arguments, params (string Name, string Value)[] variables) =>
        StartProgram("dotnet", [Repository.Program("Chat.Client.Console", "chat.dll"), .. arguments], variables);

    /// <summary>Starts a client that lies elsewhere.</summary>
    public static LineProcess StartProgram(string program, IReadOnlyList<string> arguments, params (string Name, string Value)[] variables)
    {
        var home = variables.Any(variable => variable.Name == "HOME") ? null : Directory.CreateTempSubdirectory("chat-home-");

        // A shell that runs the tests in the background has them ignore Ctrl+C, and so all that they start.
        var start = new ProcessStartInfo(OperatingSystem.IsLinux() ? "env" : program, OperatingSystem.IsLinux() ? ["--default-signal=INT", program, .. arguments] : arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in new[] { "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "CHAT_PROFILE", "HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY" }) start.Environment.Remove(name);
        if (home is not null) start.Environment["HOME"] = home.FullName;

        // Not whoever runs the tests keeps the sessions.
        start.Environment["DBUS_SESSION_BUS_ADDRESS"] = "disabled:";
        foreach (var (name, value) in variables) start.Environment[name] = value;
        return new LineProcess(new Process { StartInfo = start }, home);
    }

    /// <summary>Says a line, to whoever still listens: it may have ended first, and tells why.</summary>
    public async Task SayAsync(string line)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            await _process.WaitForExitAsync(TestContext.Current.CancellationToken).Within();
        }
    }

    /// <summary>Waits until one of the lines is it.</summary>
    public async Task<string> UntilAsync(Func<string, bool> isIt)
    {
        try
        {
            await TestDeadline.UntilAsync(() => Lines.Any(isIt) || _process.HasExited);
            // What it said last may be handed on after its end.
            if (!Lines.Any(isIt)) await _process.WaitForExitAsync(TestContext.Current.CancellationToken).Within();
            return Lines.First(isIt);
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException)
        {
            throw new TimeoutException($"No line was it:\n{string.Join('\n', Lines)}\n{Errors}", e);
        }
    }

    /// <summary>Waits until one of the lines ends with a text.</summary>
    public Task<string> UntilAsync(string end) => UntilAsync(line => line.EndsWith(end, StringComparison.Ordinal));

    /// <summary>Closes its standard input and waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // What it ended without having read.
        }

        return await CodeAsync();
    }

    /// <summary>Interrupts it, as Ctrl+C does.</summary>
    public async Task InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> CodeAsync()
    {
        await _process.WaitForExitAsync().Within();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _ownHome?.Delete(recursive: true);
    }

    private static void Hear(List<string> heard, string? line)
    {
        if (line is null) return;
        lock (heard) heard.Add(line);
    }
}
