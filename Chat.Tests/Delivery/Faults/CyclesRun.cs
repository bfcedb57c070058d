using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Chat.Tests.Delivery;

/// <summary>People come and go; the server must be as it was before.</summary>
internal sealed class CyclesRun : FaultRun
{
    /// <summary>Sixteen readers, eight at once and eight that the pool keeps, and the writers, each with the file, its log and its index.</summary>
    private const int MostOfTheDatabase = 3 * (16 + 4);

    private static readonly TimeSpan Never = TimeSpan.FromMinutes(10);

    public override string Name => "cycles";

    public override string What => "10,000 times connect, join, watch, send, leave, disconnect, eight at a time: nothing is left over";

    public override async Task<RunResult> RunAsync(Scale scale, Action<string> tell, CancellationToken cancellationToken)
    {
        var cycles = scale == Scale.Long ? 10_000 : 400;
        var counts = await CountsAsync(cycles, cancellationToken);
        var (before, after) = (counts.Before, counts.After);
        return new RunResult
        {
            Figures =
            [
                new("cycles", cycles),
                new("connections left over", after.Connections - before.Connections) { AtMost = 0 },
                new("people left over", after.People - before.People) { AtMost = 0 },
                new("watched scopes left over", after.Scopes - before.Scopes) { AtMost = 0 },
                new("file descriptors left over", after.Descriptors - before.Descriptors) { AtMost = 0 },
                new("file descriptors of the database", after.DatabaseDescriptors) { AtMost = MostOfTheDatabase },
                new("members left over", counts.Members - 1) { AtMost = 0 },
                new("heap before, after a full collection", before.Heap / 1e6, "MB"),
                new("heap afterwards, of that before", after.Heap / (double)before.Heap, "times") { AtMost = 1.1, DependsOnMachine = true },
            ],
        };
    }

    private static async Task<CyclesCounts> CountsAsync(int cycles, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Chat.Tests.dll"), "cycles", cycles.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var said = process.StandardError.ReadToEndAsync(cancellationToken);
            var last = (await process.StandardOutput.ReadToEndAsync(cancellationToken).WaitAsync(Never, cancellationToken)).Trim().Split('\n')[^1];
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0
                ? JsonSerializer.Deserialize<CyclesCounts>(last)!
                : throw new InvalidOperationException($"The cycles ended with {process.ExitCode}: {await said}");
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }
}
