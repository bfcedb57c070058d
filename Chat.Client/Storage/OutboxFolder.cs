using System.Security.Cryptography;
using System.Text;

namespace Chat.Client;

/// <summary>
/// The outboxes of one person at one server. Each process has one of its own, numbered: so two can send at a time,
/// and what one leaves behind is taken over by the next that starts.
/// </summary>
internal static class OutboxFolder
{
    private const int MostProcesses = 16;

    private const string BesideNotice =
        "Another program sends for you at this server too. This one keeps its own outbox; what it can't send is sent by the next one that is connected.";

    /// <summary>The folder of a person at a server, whose names do not tell who it is.</summary>
    public static string PathOf(string storeFolder, Uri server, Guid person)
    {
        var key = $"{server.GetLeftPart(UriPartial.Path).TrimEnd('/')}\n{person:D}";
        return Path.Combine(storeFolder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16)));
    }

    /// <summary>How many messages wait on this machine, those of other processes included; reads only, and locks nothing.</summary>
    public static int CountWaiting(string storeFolder, Uri server, Guid person) => CountWaiting(PathOf(storeFolder, server, person));

    /// <summary>Deletes what ended processes left in the folder, and the folder, unless something waits or a process uses it.</summary>
    /// <returns>How many messages wait.</returns>
    public static int DeleteEmpty(string folder)
    {
        if (!Directory.Exists(folder)) return 0;
        var waiting = CountWaiting(folder);
        if (waiting > 0) return waiting;
        var logs = new List<OutboxLog>();
        try
        {
            for (var i = 0; i < MostProcesses; i++)
            {
                if (!File.Exists(FileOf(folder, i)) && !File.Exists(FileOf(folder, i) + ".lock")) continue;
                if (OutboxLog.TryOpen(FileOf(folder, i)) is not { } log) return 0;
                logs.Add(log);
            }

            waiting = logs.Sum(log => log.Entries.Count);
            if (waiting > 0) return waiting;
            logs.ForEach(log => log.Delete());
            return DeleteFolder(folder) ? 0 : CountWaiting(folder);
        }
        finally
        {
            foreach (var log in logs) log.Dispose();
        }
    }

    private static bool DeleteFolder(string folder)
    {
        try
        {
            Directory.Delete(folder);
            return true;
        }
        catch (IOException) when (Directory.EnumerateFileSystemEntries(folder).Any())
        {
            // Another process has begun an outbox meanwhile.
            return false;
        }
    }

    private static int CountWaiting(string folder) =>
        Enumerable.Range(0, MostProcesses).Select(number => FileOf(folder, number)).Where(File.Exists).Sum(OutboxLog.CountEntries);

    /// <summary>Opens the first outbox that is free, with what others that ended left behind.</summary>
    /// <returns>The outbox, and what people should know of it. No outbox: nothing can be stored.</returns>
    public static (OutboxLog? Log, string? Notice) Open(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

            for (var i = 0; i < MostProcesses; i++)
            {
                if (OutboxLog.TryOpen(FileOf(folder, i)) is not { } log) continue;
                var damaged = log.Damaged | TakeOver(log).Damaged;
                return (log, damaged ? DamageNotice(log) : i > 0 ? BesideNotice : null);
            }

            return (null, $"{MostProcesses} processes use the outbox in {folder} at once: what this one has not sent is lost when it ends.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"The outbox in {folder} can't be used ({e.Message}): what is not sent is lost when this program ends.");
        }
    }

    /// <summary>Moves into an outbox what ended processes left in its folder.</summary>
    /// <returns>The entries, and whether there was something that could not be read.</returns>
    public static (IReadOnlyList<OutboxEntry> Entries, bool Damaged) TakeOver(OutboxLog log)
    {
        var (taken, damaged) = (new List<OutboxEntry>(), false);
        for (var i = 0; i < MostProcesses; i++)
        {
            var file = FileOf(Path.GetDirectoryName(log.Path)!, i);
            if (file == log.Path || !File.Exists(file)) continue;
            try
            {
                damaged |= TakeOver(file, log, taken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It stays where it is, and is counted there; one's own messages need not wait for it.
            }
        }

        return (taken, damaged);
    }

    /// <summary>What people should know when something that an ended process left could not be read.</summary>
    public static string DamageNotice(OutboxLog log) =>
        $"A message that was being stored when this program was cut off could not be read. The file is kept in {Path.GetDirectoryName(log.Path)} with the ending .damaged.";

    private static string FileOf(string folder, int number) => Path.Combine(folder, $"outbox-{number}.jsonl");

    private static bool TakeOver(string file, OutboxLog log, List<OutboxEntry> taken)
    {
        using var left = OutboxLog.TryOpen(file);
        if (left is null) return false;
        var entries = left.Entries.ToArray();
        if (entries.Length > 0)
        {
            // First here, then there: a crash between leaves it twice, under one id, and that is one message.
            log.Append([.. entries.Select(entry => new OutboxRecord { Put = entry })]);
            taken.AddRange(entries);
            left.Append([.. entries.Select(entry => new OutboxRecord { Forget = entry.Id })]);
        }

        return left.Damaged;
    }
}
