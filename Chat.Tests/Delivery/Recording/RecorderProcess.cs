using System.Diagnostics;
using System.Text.Json;

namespace Chat.Tests.Delivery;

/// <summary>A recorder in a process of its own: nothing that happens to the server's process happens to it.</summary>
public sealed class RecorderProcess : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly Task _reading;
    private volatile LoadCounts _counts = new(0, 0, 0, 0);
    private volatile bool _finished;
    private readonly TaskCompletionSource _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RecorderProcess(Process process)
    {
        _process = process;
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>The last counts that it told, at most a tenth of a second old.</summary>
    public LoadCounts Counts => _counts;

    public static async Task<RecorderProcess> StartAsync(LoadPlan plan)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Chat.Tests.dll"), "recorder" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(plan, PlanJson.Default.LoadPlan));
        await process.StandardInput.FlushAsync();
        return new RecorderProcess(process);
    }

    /// <summary>Waits until the counts are as looked for.</summary>
    /// <exception cref="TimeoutException">They never were.</exception>
    public async Task<LoadCounts> UntilAsync(Func<LoadCounts, bool> areSo, TimeSpan never)
    {
        using var end = new CancellationTokenSource(never);
        while (true)
        {
            var news = Volatile.Read(ref _news).Task;
            var counts = _counts;
            if (areSo(counts)) return counts;
            if (_process.HasExited) throw new InvalidOperationException($"The recorder ended with {_process.ExitCode}, at {_counts}.");
            try
            {
                await news.WaitAsync(end.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"The recorder is at {_counts}.");
            }
        }
    }

    /// <summary>Waits for counts that were made after this was asked for: of those that are told next, the first may be on its way already.</summary>
    public async Task<LoadCounts> NewsAsync(TimeSpan never)
    {
        var told = _counts;
        for (var news = 0; news < 2; news++)
        {
            var last = told;
            told = await UntilAsync(counts => !ReferenceEquals(counts, last), never);
        }
        return told;
    }

    /// <summary>Stops writing, and waits until the outboxes are empty: before several recorders of the same rooms finish.</summary>
    /// <param name="deadline">What has no end by then is written down as such.</param>
    public async Task QuietAsync(TimeSpan deadline)
    {
        await SayAsync("quiet", deadline);
        await _quiet.Task.WaitAsync(deadline + Grace);
    }

    /// <summary>Sends the process a signal, such as STOP, unless it has ended.</summary>
    public async Task SignalAsync(string signal)
    {
        if (_process.HasExited) return;
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Stops writing, lets every client come to its end, and ends the process; the history is whole then.</summary>
    /// <param name="deadline">What isn't settled by then is written down as such.</param>
    public async Task<LoadCounts> FinishAsync(TimeSpan deadline)
    {
        await SayAsync("finish", deadline);
        await _process.WaitForExitAsync().WaitAsync(deadline + Grace);
        await _reading;
        if (!_finished) throw new InvalidOperationException($"The recorder ended with {_process.ExitCode} before it had finished.");
        return _counts;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        await _reading;
        _process.Dispose();
    }

    private async Task SayAsync(string word, TimeSpan deadline)
    {
        await _process.StandardInput.WriteLineAsync($"{word} {(int)Math.Ceiling(deadline.TotalSeconds)}");
        await _process.StandardInput.FlushAsync();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == "finished") _finished = true;
            else if (line == "quiet") _quiet.TrySetResult();
            else if (line.StartsWith('{')) _counts = JsonSerializer.Deserialize(line, PlanJson.Default.LoadCounts)!;
            Interlocked.Exchange(ref _news, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
        Volatile.Read(ref _news).TrySetResult();
        _quiet.TrySetException(new InvalidOperationException("The recorder ended before it was quiet."));
    }
}
