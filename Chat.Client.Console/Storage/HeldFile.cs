namespace Chat.Client.Cli;

/// <summary>A file that one process has at a time.</summary>
internal static class HeldFile
{
    /// <summary>Opens it, and makes it where it isn't there.</summary>
    /// <returns>None: another process has it.</returns>
    /// <exception cref="IOException">It can't be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static FileStream? TryOpen(string path)
    {
        try
        {
            // Without a buffer, of which closing would write what there was no room for.
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new FileStream(path, options);
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
    }

    // There, a violation of sharing or of a lock; elsewhere EWOULDBLOCK, as Linux counts and as the others do.
    private static bool IsHeld(IOException e) => OperatingSystem.IsWindows() ? (e.HResult & 0xFFFF) is 32 or 33 : e.HResult is 11 or 35;
}
