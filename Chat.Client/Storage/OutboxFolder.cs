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

    /// <summary>The folder of a person at a server, whose names do not tell who it is.</summary>
    public static string PathOf(string storeFolder, Uri server, Guid person)
    {
        var key = $"{server.GetLeftPart(UriPartial.Path).TrimEnd('/')}\n{person:D}";
        return Path.Combine(storeFolder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16)));
    }

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
                var damaged = log.Damaged | TakeOver(folder, i, log);
                return (log, Notice(folder, i, damaged));
            }

            return (null, $"{MostProcesses} processes use the outbox in {folder} at once: what this one has not sent is lost when it ends.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"The outbox in {folder} can't be used ({e.Message}): what is not sent is lost when this program ends.");
        }
    }

    private static string FileOf(string folder, int number) => Path.Combine(folder, $"outbox-{number}.jsonl");

    private static bool TakeOver(string folder, int mine, OutboxLog log)
    {
        var damaged = false;
        for (var i = 0; i < MostProcesses; i++)
        {
            if (i == mine || !File.Exists(FileOf(folder, i))) continue;
            using var left = OutboxLog.TryOpen(FileOf(folder, i));
            if (left is null) continue;
            damaged |= left.Damaged;
            var entries = left.Entries.ToArray();
            if (entries.Length == 0) continue;

            // First here, then there: a crash between leaves it twice, under one id, and that is one message.
            log.Append([.. entries.Select(entry => new OutboxRecord { Put = entry })]);
            left.Append([.. entries.Select(entry => new OutboxRecord { Forget = entry.Id })]);
        }

        return damaged;
    }

    private static string? Notice(string folder, int number, bool damaged)
    {
        if (damaged)
            return $"A message that was being stored when this program was cut off could not be read. The file is kept in {folder} with the ending .damaged.";
        return number > 0
            ? "Another program sends for you at this server too. This one keeps its own outbox; what it can't send is sent by the next one that starts."
            : null;
    }
}
