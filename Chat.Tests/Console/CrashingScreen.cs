using System.Diagnostics;
using Chat.Client.Cli;

namespace Chat.Tests.Console;

/// <summary>The full screen as a program, with a fault that strikes once a file is there.</summary>
internal static class CrashingScreen
{
    /// <summary>Runs the client.</summary>
    /// <param name="place">Where it strikes: in the <c>screen</c>, or <c>beside</c> it, where nobody catches anything.</param>
    /// <param name="sign">The file.</param>
    public static async Task<int> RunAsync(string place, string sign)
    {
        await using var beside = new Timer(_ => Strike(place == "beside"), null, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(20));
        return await ChatCommand.RunAsync(Shell.OfProcess() with { Time = new FaultyTime(() => Strike(place == "screen" && IsScreen())) }, []);

        void Strike(bool here)
        {
            if (here && File.Exists(sign)) throw new InvalidOperationException("Struck.");
        }
    }

    private static bool IsScreen() => new StackTrace().ToString().Contains(nameof(ScreenTerminal.Show), StringComparison.Ordinal);

    private sealed class FaultyTime(Action strike) : TimeProvider
    {
        public override long GetTimestamp()
        {
            strike();
            return base.GetTimestamp();
        }
    }
}
