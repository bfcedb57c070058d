using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Chat.Client;

/// <summary>
/// The rows of one person at one server in a file that is replaced as a whole: a line with the form and a sum, then JSON.
/// All processes of the person write it, one at a time. What isn't whole, of another form or another person's is none.
/// </summary>
internal sealed class RowsFile
{
    /// <summary>Raised with every change of what is kept: another form's rows are dropped, the server has them all.</summary>
    private const string Form = "chat-rows 1 ";

    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;
    private const int HeadLength = 12 + (2 * SHA256.HashSizeInBytes) + 1;

    private readonly Guid _person;
    private readonly Lock _gate = new();
    private CachedChat? _kept;
    private (DateTime At, long Length)? _stamp;
    private string? _head;
    private bool _deleted;

    public RowsFile(string cacheFolder, Uri server, Guid person)
    {
        _person = person;
        Path = OutboxFolder.PathOf(cacheFolder, server, person) + ".rows";
    }

    public string Path { get; }

    /// <summary>What is kept; none: nothing, or nothing that can be used.</summary>
    public CachedChat? Read()
    {
        lock (_gate)
        {
            (_stamp, _kept) = (Stamp(), Load());
            return _kept;
        }
    }

    /// <summary>Keeps the rows, with what other processes have kept meanwhile. What lies there already is not written again.</summary>
    /// <returns>False: another process is just writing.</returns>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public bool TryWrite(CachedChat own)
    {
        lock (_gate)
        {
            if (_deleted) return true;
            var folder = System.IO.Path.GetDirectoryName(Path)!;
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, OwnFolder);
            using var locked = LockFile.TryTake(Path + ".lock");
            if (locked is null) return false;
            if (Stamp() is var stamp && stamp != _stamp) (_stamp, _kept) = (stamp, Load());
            (_kept, var bytes) = Fit(CachedRows.Join(_kept, own));
            var head = Head(bytes);
            if (head == _head) return true;
            Replace(head, bytes);
            (_head, _stamp) = (head, Stamp());
            return true;
        }
    }

    /// <summary>Leaves nothing; what this process writes from now on is not kept.</summary>
    public void Delete()
    {
        lock (_gate)
        {
            (_deleted, _kept, _head) = (true, null, null);
            if (!Directory.Exists(System.IO.Path.GetDirectoryName(Path))) return;
            foreach (var file in (string[])[Path, Path + ".next", Path + ".lock"]) File.Delete(file);
        }
    }

    // Rooms that were not visited for the longest time go first.
    private static (CachedChat Rows, byte[] Bytes) Fit(CachedChat rows)
    {
        while (true)
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(rows, CachedJson.File.CachedChat);
            if (bytes.Length <= CacheBounds.Bytes || rows.Rooms.Count == 0) return (rows, bytes);
            rows = rows with { Rooms = [.. rows.Rooms.Skip((rows.Rooms.Count + 3) / 4)] };
        }
    }

    private void Replace(string head, byte[] bytes)
    {
        var next = Path + ".next";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnFile;
        try
        {
            using (var file = new FileStream(next, options))
            {
                file.Write(Encoding.ASCII.GetBytes(head));
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(next, Path, overwrite: true);
        }
        catch
        {
            // Where there is no room, half a file takes what others need.
            File.Delete(next);
            throw;
        }
    }

    private CachedChat? Load()
    {
        _head = null;
        try
        {
            using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (file.Length is <= HeadLength or > HeadLength + CacheBounds.Bytes) return null;
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            var body = bytes.AsSpan(HeadLength);
            var head = Head(body);
            if (!bytes.AsSpan(0, HeadLength).SequenceEqual(Encoding.ASCII.GetBytes(head))) return null;
            if (JsonSerializer.Deserialize(body, CachedJson.File.CachedChat) is not { } rows || rows.Person != _person) return null;
            _head = head;
            return rows;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static string Head(ReadOnlySpan<byte> body) =>
        string.Create(CultureInfo.InvariantCulture, $"{Form}{Convert.ToHexStringLower(SHA256.HashData(body))}\n");

    private (DateTime At, long Length)? Stamp() => new FileInfo(Path) is { Exists: true } file ? (file.LastWriteTimeUtc, file.Length) : null;
}
