using Microsoft.Extensions.Options;

namespace Chat.Server;

/// <summary>The data folder, and where things lie in it. Held by one server at a time.</summary>
public sealed class ChatFiles(IOptions<ChatOptions> options) : IDisposable
{
    private FileStream? _lock;

    /// <summary>The data folder, absolute.</summary>
    public string Folder { get; } = Path.GetFullPath(options.Value.DataFolder);

    /// <summary>The database; beside it lie its <c>-wal</c> and <c>-shm</c>.</summary>
    public string Database => Path.Combine(Folder, "chat.db");

    /// <summary>Makes the folder, for nobody else to read, and holds it until disposed of.</summary>
    /// <exception cref="CannotStartException">It can't be used; the message says why.</exception>
    public void Hold()
    {
        if (_lock is not null) return;
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(Folder);
            else
                Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"The data folder {Folder} can't be made: {e.Message} Make it, or set Chat:DataFolder to another.", e);
        }

        try
        {
            // The lock goes with the process, however that ends: the file may stay.
            _lock = new FileStream(Path.Combine(Folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new CannotStartException($"The data folder {Folder} can't be written to. Give this user the right to, or set Chat:DataFolder to another.", e);
        }
        catch (IOException e)
        {
            // Sharing violations and everything else look alike here; a folder that takes another file tells them apart.
            throw new CannotStartException(CanWrite()
                ? $"Another server is using the data folder {Folder}. Stop it, or set Chat:DataFolder to another."
                : $"The data folder {Folder} can't be written to: {e.Message}", e);
        }
    }

    public void Dispose() => _lock?.Dispose();

    private bool CanWrite()
    {
        var probe = Path.Combine(Folder, Path.GetRandomFileName());
        try
        {
            using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

/// <summary>The server can't start, and its operator can do something about it: the message is one line that says what.</summary>
public sealed class CannotStartException(string message, Exception? inner = null) : Exception(message, inner);
