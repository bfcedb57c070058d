using Chat.Contracts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Chat.Server;

/// <summary>
/// The writer's own way to the database: one connection that stays open, with the tables that batches work on. Used by
/// one batch at a time, whose owner holds the gate.
/// </summary>
internal sealed class WriterStore : IDisposable
{
    private readonly ChatDb _db;
    private readonly SqliteConnection _connection;
    private readonly List<ITable> _tables = [];
    private SqliteTransaction? _transaction;

    /// <exception cref="SqliteException">The file can't be opened.</exception>
    public WriterStore(ChatDatabase database)
    {
        _db = database.Write();
        _connection = (SqliteConnection)_db.Database.GetDbConnection();
        try
        {
            _db.Database.OpenConnection();
            // In this order they are written: an account before its sessions.
            Accounts = Table((Account a) => a.Id, "Id = ?1", (s, id) => s.Bind(1, id));
            Sessions = Table((Session s) => s.Id, "Id = ?1", (s, id) => s.Bind(1, id));
            Rooms = Table((Room r) => r.Id, "Id = ?1", (s, id) => s.Bind(1, id));
            Members = Table((RoomMember m) => (m.RoomId, m.PersonId), "RoomId = ?1 AND PersonId = ?2", BindPair);
            Messages = Table((RoomMessage m) => m.Id, "Id = ?1", (s, id) => s.Bind(1, id));
            Table((EditRequest e) => (e.MessageId, e.Request), "MessageId = ?1 AND Request = ?2", BindPair);
            Markers = Table((RoomMarker m) => (m.RoomId, m.PersonId), "RoomId = ?1 AND PersonId = ?2", BindPair);
            Scopes = Table((ScopeCounter c) => c.Scope, "Kind = ?1 AND Id = ?2", (s, scope) => { s.Bind(1, (long)scope.Kind); s.Bind(2, scope.Id); });
            Table((ScopeEpoch e) => (new Scope(e.Kind, e.Id), e.FromRevision), "Kind = ?1 AND Id = ?2 AND FromRevision = ?3", (s, key) =>
            {
                s.Bind(1, (long)key.Item1.Kind);
                s.Bind(2, key.Item1.Id);
                s.Bind(3, key.FromRevision);
            });
            Table((Setting s) => s.Name, "Name = ?1", (s, name) => s.Bind(1, name));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public Table<Account, Guid> Accounts { get; }
    public Table<Session, Guid> Sessions { get; }
    public Table<Room, Guid> Rooms { get; }
    public Table<RoomMember, (Guid Room, Guid Person)> Members { get; }
    public Table<RoomMessage, Guid> Messages { get; }
    public Table<RoomMarker, (Guid Room, Guid Person)> Markers { get; }
    public Table<ScopeCounter, Scope> Scopes { get; }

    /// <summary>The table of an entity.</summary>
    public ITable<T> Of<T>() => _tables.OfType<ITable<T>>().First();

    /// <summary>Begins a transaction, which holds SQLite's write lock from here on.</summary>
    public void Begin() => _transaction = _connection.BeginTransaction(deferred: false);

    /// <summary>Reads rows that are found otherwise than by key, within the transaction.</summary>
    public void Load<T>(Func<ChatDb, IQueryable<T>> query) where T : class
    {
        if (_db.Database.CurrentTransaction is null) _db.Database.UseTransaction(_transaction);
        var table = Of<T>();
        foreach (var row in query(_db).AsNoTracking()) table.Attach(row);
    }

    /// <summary>Writes what the batch changed, and commits; what nobody changed is not written.</summary>
    public void Commit()
    {
        var any = false;
        foreach (var table in _tables) any |= table.Flush();
        if (any) _transaction!.Commit();
    }

    /// <summary>Ends the transaction, undoes what was not committed, and forgets the rows.</summary>
    public void End()
    {
        foreach (var table in _tables) table.Forget();
        if (_db.Database.CurrentTransaction is not null) _db.Database.UseTransaction(null);
        _transaction?.Dispose();
        _transaction = null;
    }

    public void Dispose()
    {
        foreach (var table in _tables) table.Dispose();
        _transaction?.Dispose();
        _db.Dispose();
    }

    private Table<T, TKey> Table<T, TKey>(Func<T, TKey> keyOf, string where, Action<Statement, TKey> bind) where T : class where TKey : notnull
    {
        var table = new Table<T, TKey>(_connection, _db.Model, keyOf, where, bind);
        _tables.Add(table);
        return table;
    }

    private static void BindPair(Statement statement, (Guid First, Guid Second) key)
    {
        statement.Bind(1, key.First);
        statement.Bind(2, key.Second);
    }
}
