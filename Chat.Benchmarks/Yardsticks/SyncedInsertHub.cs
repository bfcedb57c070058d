using Microsoft.AspNetCore.SignalR;
using Microsoft.Data.Sqlite;

namespace Chat.Benchmarks;

/// <summary>The least that a durable acknowledgement costs: a hub method that does one INSERT, synced to disk before it answers, then tells the group.</summary>
internal sealed class SyncedInsertHub(SyncedInsert insert) : Hub
{
    /// <summary>Its path.</summary>
    public const string Path = "/synced";

    /// <summary>Joins a room.</summary>
    public Task Join(string room) => Groups.AddToGroupAsync(Context.ConnectionId, room);

    /// <summary>Keeps what is said, and says it to the room.</summary>
    public Task Say(string room, string text)
    {
        insert.Keep(text);
        return Clients.Group(room).SendAsync("Said", text);
    }
}

/// <summary>One prepared statement on one connection: SQLite in WAL mode with <c>synchronous=FULL</c>, as ours.</summary>
internal sealed class SyncedInsert : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly Lock _lock = new();

    public SyncedInsert(string folder)
    {
        _connection = new SqliteConnection($"Data Source={System.IO.Path.Combine(folder, "synced.db")}");
        _connection.Open();
        using var set = _connection.CreateCommand();
        set.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE Said (Id INTEGER PRIMARY KEY, Text TEXT NOT NULL);";
        set.ExecuteNonQuery();
        _insert = _connection.CreateCommand();
        _insert.CommandText = "INSERT INTO Said (Text) VALUES ($text)";
        _insert.Parameters.Add("$text", SqliteType.Text);
        _insert.Prepare();
    }

    /// <summary>Inserts a row; on return it is on disk.</summary>
    public void Keep(string text)
    {
        lock (_lock)
        {
            _insert.Parameters[0].Value = text;
            _insert.ExecuteNonQuery();
        }
    }

    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
    }
}
