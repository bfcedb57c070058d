using System.Diagnostics;

namespace Chat.Benchmarks;

/// <summary>A verb of the console client, run once: what it took.</summary>
internal sealed record VerbRun(double Milliseconds, double Cpu, double Peak, long Lines)
{
    /// <summary>Runs a verb at the end of a pipe.</summary>
    /// <param name="program">The client.</param>
    /// <param name="arguments">The verb.</param>
    /// <param name="environment">All of its environment but the path.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<VerbRun> RunAsync(
        string program, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        start.Environment["PATH"] = System.Environment.GetEnvironmentVariable("PATH");
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var figures = new ProcessFigures(process.Id);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var lines = Task.Run(() => CountLines(process.StandardOutput.BaseStream), cancellationToken);
        var exited = process.WaitForExitAsync(cancellationToken);
        var (cpu, peak) = (TimeSpan.Zero, 0L);
        // What it took is gone with it: asked for until then.
        while (await Task.WhenAny(exited, Task.Delay(20, cancellationToken)) != exited)
        {
            try
            {
                (cpu, peak) = (figures.Cpu, figures.Peak);
            }
            catch (Exception e) when (e is IOException or InvalidOperationException)
            {
                // It has just ended.
            }
        }

        var took = Stopwatch.GetElapsedTime(began);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}");
        return new VerbRun(took.TotalMilliseconds, cpu.TotalMilliseconds, peak / 1e6, await lines);
    }

    private static long CountLines(Stream output)
    {
        var (buffer, lines) = (new byte[65_536], 0L);
        while (output.Read(buffer) is > 0 and var count) lines += buffer.AsSpan(0, count).Count((byte)'\n');
        return lines;
    }
}
