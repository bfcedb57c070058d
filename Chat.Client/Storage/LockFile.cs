namespace Chat.Client;

/// <summary>A file whose holder alone may use what it stands for, until it is disposed of.</summary>
internal static class LockFile
{
    /// <summary>Takes it; makes it where it isn't there.</summary>
    /// <returns>None: another has it.</returns>
    /// <exception cref="IOException">It can't be made: there is no room, nothing can be written there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public static FileStream? TryTake(string path)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
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
