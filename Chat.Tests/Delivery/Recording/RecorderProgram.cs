using System.Text.Json;

namespace Chat.Tests.Delivery;

/// <summary>
/// The recorder as a process. A line in: the plan. Lines out, ten a second: <see cref="LoadCounts"/>. A further line in,
/// <c>finish SECONDS</c>, or the end of the input: it finishes, says <c>finished</c>, and ends.
/// </summary>
internal static class RecorderProgram
{
    private const int DefaultSeconds = 60;

    public static async Task<int> RunAsync(TextReader input, TextWriter output)
    {
        var plan = JsonSerializer.Deserialize(await input.ReadLineAsync() ?? "", PlanJson.Default.LoadPlan)!;
        await using var recorder = await Recorder.StartAsync(plan);
        using var ended = new CancellationTokenSource();
        var telling = TellAsync(recorder, output, ended.Token);
        var words = (await input.ReadLineAsync() ?? "").Split(' ');
        await recorder.FinishAsync(TimeSpan.FromSeconds(words is ["finish", var seconds] ? int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture) : DefaultSeconds));
        await ended.CancelAsync();
        await telling;
        await output.WriteLineAsync("finished");
        await output.FlushAsync();
        return 0;
    }

    private static async Task TellAsync(Recorder recorder, TextWriter output, CancellationToken ended)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        try
        {
            while (await ticks.WaitForNextTickAsync(ended)) await Tell();
        }
        catch (OperationCanceledException)
        {
            await Tell();
        }

        async Task Tell()
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(recorder.Counts, PlanJson.Default.LoadCounts));
            await output.FlushAsync(CancellationToken.None);
        }
    }
}
