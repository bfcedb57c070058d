using System.Runtime.InteropServices;

namespace Chat.Client.Cli;

/// <summary>Notices that the reader of a pipe has gone, as `head` does, before there is anything to write to it.</summary>
internal static class ClosedPipe
{
    private const short Error = 0x8;
    private const short HungUp = 0x10;

    /// <summary>Whether nobody can read any more what is written to the handle.</summary>
    public static bool Is(int handle)
    {
        if (OperatingSystem.IsWindows()) return false;
        var asked = new PollHandle { Handle = handle };
        return Poll(ref asked, 1, 0) > 0 && (asked.Answer & (Error | HungUp)) != 0;
    }

    // Nothing but blittable types, which need no generated marshalling.
    [DllImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Poll(ref PollHandle handles, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollHandle
    {
        public int Handle;
        public short Asked;
        public short Answer;
    }
}
