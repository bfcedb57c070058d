using System.Text;
using System.Text.Json;

namespace Chat.Client;

/// <summary>
/// Unsent messages in one file, a line of JSON each, only ever appended to: what was flushed survives a kill and a
/// loss of power, and a torn last line is all that a crash can leave. Belongs to the one who holds its lock file.
/// </summary>
internal sealed class OutboxLog : IDisposable
{
    /// <summary>Above this, a file whose lines are mostly about what is gone is written anew.</summary>
    private const int RewriteAbove = 1 << 20;

    private readonly FileStream _lock;
    private readonly OrderedDictionary<Guid, OutboxEntry> _entries = [];
    private FileStream _file;

    private OutboxLog(string path, FileStream locked)
    {
        Path = path;
        _lock = locked;
        Damaged = !Read();
        _file = OpenFile(path);
        if (Damaged) Rewrite();
    }

    public string Path { get; }

    /// <summary>The entries, in the order in which they were written.</summary>
    public IReadOnlyCollection<OutboxEntry> Entries => _entries.Values;

    /// <summary>Whether a line could not be read.</summary>
    public bool Damaged { get; }

    /// <summary>Opens a file and locks it.</summary>
    /// <returns>None: another process has it.</returns>
    /// <exception cref="IOException">It can't be used: there is no room, nothing can be written there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be used.</exception>
    public static OutboxLog? TryOpen(string path)
    {
        if (LockFile.TryTake(path + ".lock") is not { } locked) return null;
        try
        {
            return new OutboxLog(path, locked);
        }
        catch
        {
            locked.Dispose();
            throw;
        }
    }

    /// <summary>How many entries a file holds, be it in use or not; a line that is just being written doesn't count.</summary>
    public static int CountEntries(string path)
    {
        var entries = new HashSet<Guid>();
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var lines = new StreamReader(file);
        while (lines.ReadLine() is { } line)
        {
            if (Parse(Encoding.UTF8.GetBytes(line)) is not { } record) continue;
            if (record.Put is { } entry) entries.Add(entry.Id);
            if (record.Forget is { } gone) entries.Remove(gone);
        }

        return entries.Count;
    }

    /// <summary>Writes what changed. When this returns, every entry put is on the disk.</summary>
    public void Append(IReadOnlyList<OutboxRecord> records)
    {
        var end = _file.Length;
        try
        {
            _file.Position = end;
            _file.Write(Lines(records));
            _file.Flush(flushToDisk: records.Any(record => record.Put is not null));
        }
        catch (IOException)
        {
            // The rest of a torn line would be read as the beginning of the next.
            _file.SetLength(end);
            throw;
        }

        foreach (var record in records) Apply(record);
        Shrink();
    }

    /// <summary>Closes it, and removes the file with all that belongs to it, while it is locked.</summary>
    public void Delete()
    {
        _file.Dispose();
        foreach (var ending in (string[])["", ".next", ".damaged"]) File.Delete(Path + ending);
        // There, a file that is open can't be deleted.
        if (OperatingSystem.IsWindows()) _lock.Dispose();
        File.Delete(Path + ".lock");
        _lock.Dispose();
    }

    public void Dispose()
    {
        _file.Dispose();
        _lock.Dispose();
    }

    // Without a buffer: what there was no room for would stay in it, and be written when there is, though it was said not to be kept.
    private static FileStream OpenFile(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);

    private bool Read()
    {
        if (!File.Exists(Path)) return true;
        var bytes = File.ReadAllBytes(Path).AsSpan();
        var whole = true;
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            whole &= TryApply(end < 0 ? bytes : bytes[..end]) && end >= 0;
            bytes = end < 0 ? [] : bytes[(end + 1)..];
        }

        return whole;
    }

    private bool TryApply(ReadOnlySpan<byte> line)
    {
        if (Parse(line) is not { } record) return false;
        Apply(record);
        return true;
    }

    private static OutboxRecord? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, OutboxJson.Default.OutboxRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Apply(OutboxRecord record)
    {
        if (record.Put is { } entry) _entries[entry.Id] = entry;
        if (record.Forget is { } gone) _entries.Remove(gone);
    }

    // What was sent does not stay readable on the disk for longer than it must.
    private void Shrink()
    {
        try
        {
            if (_entries.Count == 0) _file.SetLength(0);
            else if (_file.Length > RewriteAbove && _file.Length > 4 * _entries.Values.Sum(entry => MessageText.MostBytes(entry.Text))) Rewrite();
        }
        catch (IOException)
        {
            // What was written is there all the same, and must not be said not to be.
        }
    }

    private void Rewrite()
    {
        var next = Path + ".next";
        try
        {
            using var file = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            file.Write(Lines(_entries.Values.Select(entry => new OutboxRecord { Put = entry })));
            file.Flush(flushToDisk: true);
        }
        catch
        {
            // Where there is no room, half a file takes what others need.
            File.Delete(next);
            throw;
        }

        _file.Dispose();
        try
        {
            if (Damaged) File.Move(Path, Path + ".damaged", overwrite: true);
            File.Move(next, Path, overwrite: true);
        }
        finally
        {
            _file = OpenFile(Path);
        }
    }

    private static byte[] Lines(IEnumerable<OutboxRecord> records)
    {
        using var lines = new MemoryStream();
        foreach (var record in records)
        {
            JsonSerializer.Serialize(lines, record, OutboxJson.Default.OutboxRecord);
            lines.WriteByte((byte)'\n');
        }

        return lines.ToArray();
    }
}
