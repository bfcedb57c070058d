using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Chat.Server;

/// <summary>
/// Moves the write-ahead log into the database beside the writer, which never does it itself: PASSIVE while there is
/// traffic, TRUNCATE once it is idle, so that what was deleted leaves the log as well.
/// </summary>
public sealed partial class Checkpoints(ChatDatabase database, WriteGate gate, TimeProvider time, ILogger<Checkpoints> log) : BackgroundService
{
    private const long Worthwhile = 4 << 20;
    private long _lastSize;
    private int _quiet;

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
            // Nobody writes meanwhile, since a TRUNCATE that has to wait would make them wait.
            using var turn = await gate.EnterAsync();
            await RunAsync("PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE);");
        }
        else if (size > Worthwhile && size != _lastSize)
        {
            await RunAsync("PRAGMA wal_checkpoint(PASSIVE);");
        }
        _lastSize = size;
    }

    private async Task RunAsync(string command)
    {
        await using var db = database.Write();
        await db.Database.OpenConnectionAsync();
        await using var checkpoint = db.Database.GetDbConnection().CreateCommand();
        checkpoint.CommandText = command;
        await checkpoint.ExecuteNonQueryAsync();
    }

    [LoggerMessage(LogLevel.Warning, "A checkpoint failed; the next is in a second")]
    private partial void LogFailed(Exception exception);
}
