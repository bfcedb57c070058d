using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Chat.Server;

/// <summary>
/// Moves the write-ahead log into the database beside the writer, which never does it itself: PASSIVE while there is
/// traffic, TRUNCATE once it is idle, so that what was deleted leaves the log as well. A PASSIVE one that the writer
/// outruns empties nothing (sqlite.org/wal.html, "Avoiding Excessively Large WAL Files"): a large log is truncated between
/// two batches.
/// </summary>
public sealed partial class Checkpoints(ChatDatabase database, WriteGate gate, TimeProvider time, ILogger<Checkpoints> log) : BackgroundService
{
    private const long Worthwhile = 4 << 20;
    private const long Large = 32 << 20;

    /// <summary>So long the writer may stand still for a reader of ours to end, in milliseconds; they take a few.</summary>
    private const int Patience = 100;

    private const int LongestPause = 30;
    private long _lastSize;
    private int _quiet;

    /// <summary>Seconds until a large log is tried again, and from one try to the next: somebody else's reader may never end.</summary>
    private int _pause, _nextPause = 1;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in time.EveryAsync(TimeSpan.FromSeconds(1), stoppingToken))
        {
            try
            {
                await LookAsync();
            }
            catch (SqliteException e)
            {
                LogFailed(e);
            }
        }
    }

    private async Task LookAsync()
    {
        var file = new FileInfo(database.File + "-wal");
        var size = file.Exists ? file.Length : 0;
        _quiet = size == _lastSize ? _quiet + 1 : 0;
        if (size > 0 && _quiet > 0 && _quiet % 10 == 0)
        {
            await TruncateAsync(patience: 0);
        }
        else if (size > Worthwhile && size != _lastSize)
        {
            // Most of it without the gate, so that what is left for the moment when nobody writes is little.
            await RunAsync("PRAGMA wal_checkpoint(PASSIVE);");
            if (size > Large && --_pause < 0)
            {
                _nextPause = await TruncateAsync(Patience) ? 1 : Math.Min(_nextPause * 2, LongestPause);
                _pause = _nextPause - 1;
            }
        }
        _lastSize = size;
    }

    /// <summary>Empties the log while nobody writes: a checkpoint that has to wait would make them wait.</summary>
    /// <returns>False when a reader stood in the way.</returns>
    private async Task<bool> TruncateAsync(int patience)
    {
        using var turn = await gate.EnterAsync();
        return await RunAsync($"PRAGMA busy_timeout = {patience}; PRAGMA wal_checkpoint(TRUNCATE);");
    }

    /// <returns>Whether all of the log was taken in.</returns>
    private async Task<bool> RunAsync(string command)
    {
        await using var db = database.Write();
        await db.Database.OpenConnectionAsync();
        await using var checkpoint = db.Database.GetDbConnection().CreateCommand();
        checkpoint.CommandText = command;
        return ChatDatabase.IsTakenIn(await checkpoint.ExecuteReaderAsync());
    }

    [LoggerMessage(LogLevel.Warning, "A checkpoint failed; the next is in a second")]
    private partial void LogFailed(Exception exception);
}
