using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Chat.Server;

/// <summary>Lends out connections for reading. As many as are wanted at once, of which a few are kept.</summary>
internal sealed class ReadPool(Func<ChatDb> open) : IDisposable
{
    private const int MostKept = 8;
    private readonly ConcurrentBag<ReadConnection> _kept = [];
    private int _generation;

    /// <summary>A connection that has begun to read.</summary>
    /// <exception cref="SqliteException">The file can't be opened.</exception>
    public ReadSnapshot Take()
    {
        if (!_kept.TryTake(out var connection)) connection = new ReadConnection(open()) { Generation = Volatile.Read(ref _generation) };
        try
        {
            connection.Begin();
        }
        catch
        {
            connection.Dispose();
            throw;
        }
        return new ReadSnapshot(this, connection);
    }

    /// <summary>Takes a connection back; one that can't end its reading is closed.</summary>
    public void Return(ReadConnection connection)
    {
        try
        {
            connection.End();
        }
        catch (SqliteException)
        {
            connection.Dispose();
            return;
        }
        if (connection.Generation != Volatile.Read(ref _generation) || _kept.Count >= MostKept) connection.Dispose();
        else _kept.Add(connection);
    }

    /// <summary>Closes what is kept, and later what is lent out now: so that the file can be moved or replaced.</summary>
    public void Dispose()
    {
        Interlocked.Increment(ref _generation);
        while (_kept.TryTake(out var connection)) connection.Dispose();
    }
}
