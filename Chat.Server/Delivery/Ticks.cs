using System.Runtime.CompilerServices;

namespace Chat.Server;

internal static class Ticks
{
    /// <summary>A tick every period until the stop, which ends it without an exception.</summary>
    public static async IAsyncEnumerable<int> EveryAsync(this TimeProvider time, TimeSpan period, [EnumeratorCancellation] CancellationToken stop)
    {
        using var timer = new PeriodicTimer(period, time);
        for (var tick = 0; ; tick++)
        {
            try
            {
                if (!await timer.WaitForNextTickAsync(stop)) yield break;
            }
            catch (OperationCanceledException)
            {
                yield break;
            }
            yield return tick;
        }
    }
}
