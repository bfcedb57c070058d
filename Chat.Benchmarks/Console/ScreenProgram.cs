using System.Diagnostics;
using System.Text;

namespace Chat.Benchmarks;

/// <summary>A full-screen program in a pseudo terminal that answers what terminals are asked, and keeps count of what is written to it.</summary>
internal sealed class ScreenProgram : IAsyncDisposable
{
    public const int Columns = 80;
    public const int Rows = 24;

    // Whoever writes a redraw in several pieces does so at once; redraws are at least as far apart.
    private static readonly TimeSpan BetweenRedraws = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Never = TimeSpan.FromSeconds(60);

    /// <summary>What is asked of a terminal, and what xterm answers.</summary>
    private static readonly (byte[] Question, byte[] Answer)[] Answers =
    [
        ("\e[c"u8.ToArray(), "\e[?62;22c"u8.ToArray()),
        ("\e[0c"u8.ToArray(), "\e[?62;22c"u8.ToArray()),
        ("\e]10;?"u8.ToArray(), "\e]10;rgb:e6e6/eaea/ebeb\e\\"u8.ToArray()),
        ("\e]11;?"u8.ToArray(), "\e]11;rgb:1212/1818/1a1a\e\\"u8.ToArray()),
    ];

    private readonly PseudoTerminal _terminal = new(Columns, Rows);
    private readonly Process _process;
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly Lock _lock = new();
    private readonly List<(byte[] Text, TaskCompletionSource<TimeSpan> Seen)> _awaited = [];
    private readonly List<byte> _tail = [];
    private readonly Thread _reading;
    private TimeSpan _lastRead;
    private long _bytes, _redraws;

    private ScreenProgram(IEnumerable<string> command, IEnumerable<(string Name, string Value)> environment)
    {
        // A session of its own, whose first terminal this is: so it is the program's, as in a terminal's window. The shell becomes the program.
        var start = new ProcessStartInfo("setsid", ["sh", "-c", "exec \"$@\" <\"$0\" >\"$0\" 2>&1", _terminal.Device, .. command]);
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        foreach (var (name, value) in environment) start.Environment[name] = value;
        _process = Process.Start(start)!;
        Figures = new ProcessFigures(_process.Id);
        _reading = new Thread(Read) { IsBackground = true };
        _reading.Start();
    }

    /// <summary>Its CPU time and memory.</summary>
    public ProcessFigures Figures { get; }

    /// <summary>Bytes that it wrote.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>How often it drew.</summary>
    public long Redraws => Interlocked.Read(ref _redraws);

    /// <summary>Starts a program, with nothing in its environment but what is given and the path.</summary>
    public static ScreenProgram Start(IEnumerable<string> command, params IEnumerable<(string Name, string Value)> environment) => new(command, environment);

    /// <summary>Waits until it has written a text.</summary>
    /// <returns>How long after its start.</returns>
    /// <exception cref="TimeoutException">It never did.</exception>
    public async Task<TimeSpan> UntilAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            return await Await(text).WaitAsync(Never, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{text} was never written to the terminal.");
        }
    }

    /// <summary>As <see cref="UntilAsync"/>, from now on.</summary>
    public Task<TimeSpan> Await(string text)
    {
        lock (_lock)
        {
            var seen = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((Encoding.UTF8.GetBytes(text), seen));
            return seen.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _reading.Join();
        _terminal.Dispose();
    }

    private void Read()
    {
        var buffer = new byte[65_536];
        while (_terminal.Read(buffer) is > 0 and var count) Take(buffer.AsSpan(0, count));
    }

    private void Take(ReadOnlySpan<byte> written)
    {
        var now = Stopwatch.GetElapsedTime(_began);
        Interlocked.Add(ref _bytes, written.Length);
        if (now - _lastRead >= BetweenRedraws) Interlocked.Increment(ref _redraws);
        _lastRead = now;
        foreach (var (question, answer) in Answers)
            if (written.IndexOf(question) >= 0) _terminal.Write(answer);

        lock (_lock)
        {
            // What is waited for may come in two pieces.
            _tail.AddRange(written);
            var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_tail);
            for (var i = _awaited.Count - 1; i >= 0; i--)
            {
                if (all.IndexOf(_awaited[i].Text) < 0) continue;
                _awaited[i].Seen.TrySetResult(now);
                _awaited.RemoveAt(i);
            }

            if (_tail.Count > 16_384) _tail.RemoveRange(0, _tail.Count - 8_192);
        }
    }
}
