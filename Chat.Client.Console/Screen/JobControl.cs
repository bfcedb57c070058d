using System.Runtime.InteropServices;

namespace Chat.Client.Cli;

/// <summary>What a shell does with its jobs: stops them, and lets them go on.</summary>
internal static class JobControl
{
    private static int _stopped;

    /// <summary>Whether a shell controls jobs; else nobody would let this one go on after it was stopped.</summary>
    public static bool IsThere => !OperatingSystem.IsWindows() && Group(0) != Session(0);

    /// <summary>
    /// Stops this job, with the scripts around the process, as the terminal's own <c>^Z</c> does; returns when it goes on. Where no
    /// shell controls jobs, nothing is done.
    /// </summary>
    public static void Stop()
    {
        if (!IsThere) return;
        Volatile.Write(ref _stopped, 1);

        // SIGSTOP to one's group: the number differs.
        _ = Kill(0, OperatingSystem.IsLinux() ? 19 : 17);
    }

    /// <summary>Whether the process goes on after <see cref="Stop"/>; answers that once.</summary>
    public static bool GoesOn() => Interlocked.Exchange(ref _stopped, 0) == 1;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Kill(int process, int signal);

    [DllImport("libc", EntryPoint = "getpgid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Group(int process);

    [DllImport("libc", EntryPoint = "getsid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Session(int process);
}
