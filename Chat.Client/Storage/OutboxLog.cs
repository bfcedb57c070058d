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

    private readonly string _path;
    private readonly FileStream _lock;
    private readonly OrderedDictionary<Guid, OutboxEntry> _entries = [];
    private FileStream _file;

    private OutboxLog(string path, FileStream locked)
    {
        _path = path;
        _lock = locked;
        Damaged = !Read();
        _file = OpenFile(path);
        if (Damaged) Rewrite();
    }

    /// <summary>The entries, in the order in which they were written.</summary>
    public IReadOnlyCollection<OutboxEntry> Entries => _entries.Values;

    /// <summary>Whether a line could not be read.</summary>
    public bool Damaged { get; }

    /// <summary>Opens a file and locks it.</summary>
    /// <returns>None: another process has it.</returns>
    public static OutboxLog? TryOpen(string path)
    {
        FileStream locked;
        try
        {
            locked = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }

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
            foreach (var record in records) Write(_file, record);
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
        foreach (var ending in (string[])["", ".next", ".damaged"]) File.Delete(_path + ending);
        // There, a file that is open can't be deleted.
        if (OperatingSystem.IsWindows()) _lock.Dispose();
        File.Delete(_path + ".lock");
        _lock.Dispose();
    }

    public void Dispose()
    {
        _file.Dispose();
        _lock.Dispose();
    }

    private static FileStream OpenFile(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 16_384);

    private bool Read()
    {
        if (!File.Exists(_path)) return true;
        var bytes = File.ReadAllBytes(_path).AsSpan();
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
        if (_entries.Count == 0)
        {
            _file.SetLength(0);
            _file.Flush();
        }
        else if (_file.Length > RewriteAbove && _file.Length > 4 * _entries.Values.Sum(entry => MessageText.MostBytes(entry.Text)))
        {
            Rewrite();
        }
    }

    private void Rewrite()
    {
        var next = _path + ".next";
        using (var file = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            foreach (var entry in _entries.Values) Write(file, new OutboxRecord { Put = entry });
            file.Flush(flushToDisk: true);
        }

        _file.Dispose();
        if (Damaged) File.Move(_path, _path + ".damaged", overwrite: true);
        File.Move(next, _path, overwrite: true);
        _file = OpenFile(_path);
    }

    private static void Write(FileStream file, OutboxRecord record)
    {
        JsonSerializer.Serialize(file, record, OutboxJson.Default.OutboxRecord);
        file.WriteByte((byte)'\n');
    }
}
