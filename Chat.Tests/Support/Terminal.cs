using System.Diagnostics;

namespace Chat.Tests.Support;

/// <summary>A real terminal: a tmux session of its own server, in which a program runs and keys are pressed.</summary>
internal sealed class Terminal : IAsyncDisposable
{
    private static readonly TimeSpan Never = TimeSpan.FromSeconds(30);
    private readonly string _tmux = Needs.Tmux();
    private readonly string _socket = $"chat-test-{Guid.NewGuid():N}";

    /// <summary>Opens a terminal of a size and runs a command in it.</summary>
    public static async Task<Terminal> OpenAsync(int columns, int rows, string command, params (string Name, string Value)[] environment)
    {
        var terminal = new Terminal();
        var variables = string.Concat(environment.Select(e => $"{e.Name}='{e.Value}' "));
        await terminal.TmuxAsync("-f", "/dev/null", "new-session", "-d", "-x", $"{columns}", "-y", $"{rows}", $"{variables}{command}");
        return terminal;
    }

    /// <summary>Presses keys, by tmux's names: <c>Enter</c>, <c>C-k</c>, <c>PgUp</c>.</summary>
    public Task PressAsync(params string[] keys) => TmuxAsync(["send-keys", .. keys]);

    /// <summary>Types text as it is.</summary>
    public Task TypeAsync(string text) => TmuxAsync("send-keys", "-l", text);

    /// <summary>What the terminal shows.</summary>
    public Task<string> ScreenAsync() => TmuxAsync("capture-pane", "-p");

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

    /// <summary>Waits until the screen shows a text.</summary>
    public Task<string> UntilAsync(string text) => UntilAsync(screen => screen.Contains(text, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        try
        {
            await TmuxAsync("kill-server");
        }
        catch (InvalidOperationException)
        {
            // The program ended, and the terminal with it.
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
