using Microsoft.Data.Sqlite;

namespace Chat.Server;

// What the database's errors mean to the caller, and to the file.
public sealed partial class RoomLog
{
    private WriterStore? _store;

    /// <summary>
    /// A sync failed: the log's newest pages may be in memory only, though the next sync says that all is well. Nothing is
    /// added to such a log: it is taken into the database and begun anew first.
    /// </summary>
    private bool _logIsSuspect;

    private WriterStore OpenStore()
    {
        if (_logIsSuspect)
        {
            database.BeginLogAnew();
            _logIsSuspect = false;
        }
        return _store ??= new WriterStore(database);
    }

    /// <summary>What fails here follows from what failed before, which is the one to tell; the next batch opens the file anew.</summary>
    private void EndBatch(WriterStore store)
    {
        try
        {
            store.End();
        }
        catch (SqliteException e)
        {
            LogFailed(e);
            CloseStore();
        }
    }

    private void CloseStore()
    {
        _store?.Dispose();
        _store = null;
    }

    private void Fail(IEnumerable<Change> changes, Exception exception)
    {
        LogFailed(exception);
        var code = CodeOf(exception);
        var error = code switch
        {
            Sqlite.Busy or Sqlite.Locked => Refusals.Busy,
            Sqlite.Full => Refusals.StorageFull,
            _ => Refusals.Unknown,
        };
        foreach (var change in changes) change.Refuse(error);
        if (code is Sqlite.IoError or Sqlite.Corrupt or Sqlite.NotADatabase) Reopen(code);
    }

    /// <summary>
    /// After an I/O error a commit may or may not be there: nothing is assumed, the file is opened anew and its log taken in.
    /// When that fails, or the file is damaged, the process ends rather than answer from a state that nobody knows.
    /// </summary>
    private void Reopen(int code)
    {
        try
        {
            CloseStore();
            database.Dispose();
            if (code != Sqlite.IoError) throw new InvalidOperationException("The database file is damaged.");
            _logIsSuspect = true;
            OpenStore();
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Sqlite.Busy or Sqlite.Locked)
        {
            // A reader stands in the way. The next batch tries again, and is refused until it is gone.
            LogFailed(e);
        }
        catch (Exception e)
        {
            LogGivenUp(e);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    private static bool IsStorage(Exception exception) => CodeOf(exception) is
        Sqlite.Busy or Sqlite.Locked or Sqlite.Full or Sqlite.IoError or Sqlite.Corrupt or Sqlite.NotADatabase;

    private static int CodeOf(Exception exception) => exception is SqliteException e ? e.SqliteErrorCode : 0;

    /// <summary>Result codes, from sqlite.org/rescode.html.</summary>
    private static class Sqlite
    {
        public const int Busy = 5, Locked = 6, IoError = 10, Corrupt = 11, Full = 13, NotADatabase = 26;
    }

    [LoggerMessage(LogLevel.Error, "A commit failed")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(LogLevel.Critical, "The database can't be used any more; the server stops")]
    private partial void LogGivenUp(Exception exception);
}
