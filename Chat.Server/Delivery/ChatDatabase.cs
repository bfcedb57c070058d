using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Chat.Server;

/// <summary>The ways to the database file: one for writing, through the gate, and one for reading, that can't write.</summary>
public sealed class ChatDatabase : IDisposable
{
    private readonly DbContextOptions<ChatDb> _write, _read;
    private readonly string _writeText, _readText;
    private readonly WriteGate _gate;
    private readonly ReadPool _readers;

    public ChatDatabase(ChatFiles files, WriteGate gate, ILoggerFactory loggers, IEnumerable<IInterceptor> interceptors)
    {
        (File, _gate) = (files.Database, gate);
        Incarnation = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        // A busy database is answered as busy after 5 s, instead of the provider's 30.
        _writeText = new SqliteConnectionStringBuilder { DataSource = File, DefaultTimeout = 5 }.ToString();
        _readText = new SqliteConnectionStringBuilder { DataSource = File, DefaultTimeout = 5, Mode = SqliteOpenMode.ReadOnly }.ToString();
        _write = Options(_writeText, loggers, new Pragmas(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA secure_delete = ON; PRAGMA cache_size = -65536;"))
            .AddInterceptors(new WriteGateInterceptor(gate)).AddInterceptors(interceptors).Options;
        _read = Options(_readText, loggers, new Pragmas("PRAGMA query_only = ON; PRAGMA busy_timeout = 5000;"))
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options;
        _readers = new ReadPool(Read);
    }

    /// <summary>The path of the database file.</summary>
    public string File { get; }

    /// <summary>The random name of this run of the server.</summary>
    public string Incarnation { get; }

    /// <summary>Keys the hashes that tell a retry from a reused id.</summary>
    internal byte[] HashKey { get; private set; } = [];

    /// <summary>A context that may write.</summary>
    public ChatDb Write() => new(_write);

    /// <summary>A context for one read, or several that need not agree.</summary>
    public ChatDb Read() => new(_read);

    /// <summary>Reads that all see the same moment; dispose of it within 2 s, since the log can't shrink meanwhile.</summary>
    public ReadSnapshot ReadSnapshot() => _readers.Take();

    /// <summary>Brings the file to the newest schema and begins a new incarnation.</summary>
    public async Task PrepareAsync()
    {
        using var turn = await _gate.EnterAsync();
        await using var db = Write();
        await db.Database.MigrateAsync();
        // By hand, since saving would ask for the gate that is held here.
        if (await db.Settings.FirstOrDefaultAsync(s => s.Name == "hash-key") is not { } key)
        {
            key = new Setting { Name = "hash-key", Value = RandomNumberGenerator.GetBytes(32) };
            await db.Database.ExecuteSqlAsync($"INSERT INTO Settings (Name, Value) VALUES ({key.Name}, {key.Value})");
        }
        HashKey = key.Value;
        var incarnation = System.Text.Encoding.ASCII.GetBytes(Incarnation);
        await db.Database.ExecuteSqlAsync($"INSERT INTO Settings (Name, Value) VALUES ('incarnation', {incarnation}) ON CONFLICT (Name) DO UPDATE SET Value = excluded.Value");
    }

    /// <summary>
    /// Takes the whole write-ahead log into the database file, synced, and empties it; the caller holds the gate. Readers of
    /// this process are waited for.
    /// </summary>
    /// <exception cref="SqliteException">BUSY: another process reads or writes. Others: the file can't be written.</exception>
    internal void BeginLogAnew()
    {
        using var db = Write();
        db.Database.OpenConnection();
        using var checkpoint = db.Database.GetDbConnection().CreateCommand();
        checkpoint.CommandText = "PRAGMA busy_timeout = 5000; PRAGMA wal_checkpoint(TRUNCATE);";
        if (!IsTakenIn(checkpoint.ExecuteReader()))
            throw new SqliteException("The log could not be taken in: somebody reads it.", SQLitePCL.raw.SQLITE_BUSY);
    }

    /// <summary>Reads what a checkpoint answered, and closes it.</summary>
    internal static bool IsTakenIn(DbDataReader answer)
    {
        using var _ = answer;
        do
        {
            // The checkpoint's row has three columns: busy, pages in the log, pages taken in.
            if (answer.FieldCount == 3 && answer.Read()) return answer.GetInt64(0) == 0;
        }
        while (answer.NextResult());
        return true;
    }

    /// <summary>Closes the pooled connections, so that the file can be moved or replaced.</summary>
    public void Dispose()
    {
        _readers.Dispose();
        foreach (var text in (string[])[_writeText, _readText])
        {
            using var connection = new SqliteConnection(text);
            SqliteConnection.ClearPool(connection);
        }
    }

    private static DbContextOptionsBuilder<ChatDb> Options(string connection, ILoggerFactory loggers, Pragmas pragmas) =>
        new DbContextOptionsBuilder<ChatDb>().UseSqlite(connection).UseLoggerFactory(loggers).AddInterceptors(pragmas);

    /// <summary>Sets up each connection: for writing, a write-ahead log, a sync for every commit, and checkpoints by <see cref="Checkpoints"/> alone.</summary>
    private sealed class Pragmas(string commands) : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Set(connection);
            return Task.CompletedTask;
        }

        private void Set(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = commands;
            command.ExecuteNonQuery();
        }
    }
}
