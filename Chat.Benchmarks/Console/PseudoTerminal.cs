using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Chat.Benchmarks;

/// <summary>A terminal without a screen (pty(7)): what a program writes comes here, and what is typed here goes to it.</summary>
internal sealed class PseudoTerminal : IDisposable
{
    private const int ReadWrite = 2;
    private const int NoControllingTerminal = 0x100;

    // TIOCSWINSZ of x64 and arm64.
    private const nuint SetWindowSize = 0x5414;

    private readonly FileStream _master;

    /// <summary>Opens one of a size.</summary>
    /// <exception cref="IOException">There are no more, or none at all.</exception>
    public PseudoTerminal(int columns, int rows)
    {
        var master = posix_openpt(ReadWrite | NoControllingTerminal);
        var name = new byte[128];
        if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0 || ptsname_r(master, name, name.Length) != 0)
            throw new IOException("No pseudo terminal can be opened.");
        var size = new WindowSize { Rows = (ushort)rows, Columns = (ushort)columns };
        _ = ioctl(master, SetWindowSize, ref size);
        _master = new FileStream(new SafeFileHandle(master, ownsHandle: true), FileAccess.ReadWrite, bufferSize: 0);
        Device = Encoding.ASCII.GetString(name.AsSpan(0, name.AsSpan().IndexOf((byte)0)));
    }

    /// <summary>The file that the program takes for its terminal.</summary>
    public string Device { get; }

    /// <summary>Takes what the program wrote; 0 when it has gone.</summary>
    public int Read(Span<byte> into)
    {
        try
        {
            return _master.Read(into);
        }
        catch (IOException)
        {
            // EIO: nobody has the other side open.
            return 0;
        }
    }

    /// <summary>Types.</summary>
    public void Write(ReadOnlySpan<byte> typed) => _master.Write(typed);

    public void Dispose() => _master.Dispose();

    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows, Columns, Width, Height;
    }

#pragma warning disable IDE1006 // The names are libc's.
    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int posix_openpt(int flags);

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int grantpt(int master);

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int unlockpt(int master);

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int ptsname_r(int master, byte[] name, nint length);

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int ioctl(int master, nuint request, ref WindowSize size);
#pragma warning restore IDE1006
}
