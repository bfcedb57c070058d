using System.Globalization;
using System.Text.Json;

namespace Chat.Tests.Delivery;

/// <summary>
/// The recorder as a process. A line in: the plan. Lines out, ten a second: <see cref="LoadCounts"/>. Further lines in:
/// <c>quiet SECONDS</c>: it writes nothing more, and says <c>quiet</c> when its outboxes are empty or the time is over;
/// <c>finish SECONDS</c>, or the end of the input: it finishes, says <c>finished</c>, and ends.
/// </summary>
internal static class RecorderProgram
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(TextReader input, TextWriter output)
    {
        var plan = JsonSerializer.Deserialize(await input.ReadLineAsync() ?? "", PlanJson.Default.LoadPlan)!;
        await using var recorder = await Recorder.StartAsync(plan);
        using var ended = new CancellationTokenSource();
        var telling = TellAsync(recorder, output, ended.Token);
        var words = await WordsAsync(input);
        if (words is ["quiet", _])
        {
            await recorder.QuietAsync(Seconds(words));
            await output.WriteLineAsync("quiet");
            await output.FlushAsync();
            words = await WordsAsync(input);
        }
        await recorder.FinishAsync(Seconds(words));
        await ended.CancelAsync();
        await telling;
        await output.WriteLineAsync("finished");
        await output.FlushAsync();
        return 0;
    }

    private static async Task<string[]> WordsAsync(TextReader input) => (await input.ReadLineAsync() ?? "").Split(' ');

    private static TimeSpan Seconds(string[] words) =>
        words is [_, var seconds] ? TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)) : Deadline;

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
