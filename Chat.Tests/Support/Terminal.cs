using System.Diagnostics;
using System.Globalization;

namespace Chat.Tests.Support;

/// <summary>A real terminal: a tmux session of its own server, in which a program runs and keys are pressed.</summary>
internal sealed class Terminal : IAsyncDisposable
{
    private static readonly TimeSpan Never = TestDeadline.Never;
    private readonly string _tmux = Needs.Tmux();
    private readonly string _socket = $"chat-test-{Guid.NewGuid():N}";

    /// <summary>Opens a terminal of a size and runs a command in it.</summary>
    public static async Task<Terminal> OpenAsync(int columns, int rows, string command, params (string Name, string Value)[] environment)
    {
        var terminal = new Terminal();

        // Not whoever runs the tests keeps the sessions.
        var variables = "DBUS_SESSION_BUS_ADDRESS=disabled: " + string.Concat(environment.Select(e => $"{e.Name}='{e.Value}' "));
        await terminal.TmuxAsync("-f", "/dev/null", "new-session", "-d", "-x", $"{columns}", "-y", $"{rows}", $"{variables}{command}");
        return terminal;
    }

    /// <summary>Presses keys, by tmux's names: <c>Enter</c>, <c>C-k</c>, <c>PgUp</c>.</summary>
    public Task PressAsync(params string[] keys) => TmuxAsync(["send-keys", .. keys]);

    /// <summary>Types text as it is.</summary>
    public Task TypeAsync(string text) => TmuxAsync("send-keys", "-l", text);

    /// <summary>Pastes text, as a terminal hands on what is pasted.</summary>
    public async Task PasteAsync(string text)
    {
        await TmuxAsync("set-buffer", text);
        await TmuxAsync("paste-buffer", "-p", "-r");
    }

    /// <summary>Makes it larger or smaller.</summary>
    public Task ResizeAsync(int columns, int rows) => TmuxAsync("resize-window", "-x", $"{columns}", "-y", $"{rows}");

    /// <summary>What tmux knows of the terminal, by its formats: <c>#{alternate_on}</c>.</summary>
    public async Task<string> AskAsync(string format) => (await TmuxAsync("display-message", "-p", format)).Trim();

    /// <summary>Writes everything that the program writes from now on into a file, byte for byte.</summary>
    public Task RecordAsync(string file) => TmuxAsync("pipe-pane", "-o", $"cat > '{file}'");

    /// <summary>The process of the program that the terminal was opened with.</summary>
    public async Task<int> ProcessAsync() => int.Parse(await AskAsync("#{pane_pid}"), CultureInfo.InvariantCulture);

    /// <summary>What the terminal shows.</summary>
    public Task<string> ScreenAsync() => TmuxAsync("capture-pane", "-p");

    /// <summary>Gives it a ground of a colour, with which it also answers when it is asked for it.</summary>
    public Task PaintAsync(string ground) => TmuxAsync("set-option", "-g", "window-style", $"bg={ground}");

    /// <summary>Waits until the screen shows what is looked for.</summary>
    public async Task<string> UntilAsync(Func<string, bool> shows)
    {
        using var deadline = new CancellationTokenSource(Never);
        var screen = "";
        while (true)
        {
            screen = await ScreenAsync();
            if (shows(screen)) return screen;
            if (deadline.IsCancellationRequested) throw new TimeoutException($"The terminal never showed it:\n{screen}");
            await Task.Delay(50, CancellationToken.None);
        }
    }

    /// <summary>Kills the program: it does nothing more.</summary>
    public async Task KillAsync()
    {
        using var program = Process.GetProcessById(await ProcessAsync());
        program.Kill();
        await EndAsync();
    }

    /// <summary>Waits until the program has ended, and the terminal with it.</summary>
    public async Task EndAsync()
    {
        using var deadline = new CancellationTokenSource(Never);
        while (await IsThereAsync()) await Task.Delay(50, deadline.Token);
    }

    /// <summary>Waits until the screen shows a text.</summary>
    public Task<string> UntilAsync(string text) => UntilAsync(screen => screen.Contains(text, StringComparison.Ordinal));

    /// <summary>Closes the terminal, and waits until all that ran in it has ended: what a program keeps is written by then.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            // Without a process there is only the last of a terminal whose program has ended.
            if (!int.TryParse(await AskAsync("#{pane_pid}"), CultureInfo.InvariantCulture, out var session)) return;
            await TmuxAsync("kill-server");
            using var deadline = new CancellationTokenSource(Never);
            while (RunsIn(session)) await Task.Delay(20, deadline.Token);
        }
        catch (InvalidOperationException)
        {
            // The program ended, and the terminal with it.
        }
    }

    /// <summary>Whether a process is left of those that a terminal's first one leads (proc(5): state and session in <c>/proc/PID/stat</c>).</summary>
    private static bool RunsIn(int session) => OperatingSystem.IsLinux() && Directory.EnumerateDirectories("/proc").Any(process =>
    {
        if (!int.TryParse(Path.GetFileName(process), out _)) return false;
        try
        {
            var stat = File.ReadAllText(Path.Combine(process, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is not ("Z" or "X") && fields[3] == $"{session}";
        }
        catch (IOException)
        {
            // It ended while it was looked at.
            return false;
        }
    });

    private async Task<bool> IsThereAsync()
    {
        try
        {
            await TmuxAsync("has-session");
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private async Task<string> TmuxAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(_tmux) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Set for the tests that draw screens without a terminal; this is one.
        start.Environment.Remove("DisableRealDriverIO");
        foreach (var argument in (string[])["-L", _socket, "-u", .. arguments]) start.ArgumentList.Add(argument);
        using var tmux = Process.Start(start)!;
        var output = tmux.StandardOutput.ReadToEndAsync();
        var error = tmux.StandardError.ReadToEndAsync();
        await tmux.WaitForExitAsync().WaitAsync(Never);
        return tmux.ExitCode == 0 ? await output : throw new InvalidOperationException(await error);
    }
}
