using System.Runtime.InteropServices;

namespace Chat.Client.Cli;

/// <summary>What a shell does with its jobs: stops them, and lets them go on.</summary>
internal static class JobControl
{
    private static int _stopped;

    /// <summary>Stops this process; returns when it goes on.</summary>
    public static void Stop()
    {
        if (OperatingSystem.IsWindows()) return;
        Volatile.Write(ref _stopped, 1);

        // SIGSTOP: the number differs.
        _ = Kill(Environment.ProcessId, OperatingSystem.IsLinux() ? 19 : 17);
    }

    /// <summary>Whether the process goes on after <see cref="Stop"/>; answers that once.</summary>
    public static bool GoesOn() => Interlocked.Exchange(ref _stopped, 0) == 1;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Kill(int process, int signal);
}
