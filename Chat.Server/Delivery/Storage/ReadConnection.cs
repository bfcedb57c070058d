using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Chat.Server;

/// <summary>
/// A connection for reading, with the statements that it has prepared. Made once and lent out again and again: what a
/// client asks when it comes in is a dozen small reads, of which opening and translating would be nine tenths.
/// </summary>
internal sealed class ReadConnection : IDisposable
{
    private readonly ChatDb _db;
    private readonly SqliteConnection _connection;
    private readonly Dictionary<(Type, string), (Statement Statement, object Columns)> _prepared = [];
    private SqliteTransaction? _transaction;

    /// <exception cref="SqliteException">The file can't be opened.</exception>
    public ReadConnection(ChatDb db)
    {
        _db = db;
        _connection = (SqliteConnection)db.Database.GetDbConnection();
        try
        {
            db.Database.OpenConnection();
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    /// <summary>Which file it was opened on, by the pool's count.</summary>
    public int Generation { get; init; }

    /// <summary>The context, reading in the same transaction: for queries that are rare or made up as they are asked.</summary>
    public ChatDb Db
    {
        get
        {
            if (_db.Database.CurrentTransaction is null) _db.Database.UseTransaction(_transaction);
            return _db;
        }
    }

    /// <summary>From here on all reads see the same moment: that of the first of them.</summary>
    public void Begin() => _transaction = _connection.BeginTransaction(IsolationLevel.Serializable, deferred: true);

    /// <summary>Ends what was begun.</summary>
    public void End()
    {
        if (_db.Database.CurrentTransaction is not null) _db.Database.UseTransaction(null);
        _transaction?.Dispose();
        _transaction = null;
    }

    /// <summary>The rows that a condition finds.</summary>
    /// <param name="where">SQL from behind WHERE on; the same text is prepared once.</param>
    /// <param name="bind">Binds its parameters.</param>
    public List<T> List<T>(string where, Action<Statement> bind) where T : class
    {
        var (statement, columns) = Prepare<T>(where);
        var rows = new List<T>();
        try
        {
            bind(statement);
            while (statement.Step()) rows.Add(Columns.Read(columns, statement));
            return rows;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>The first row that a condition finds.</summary>
    public T? First<T>(string where, Action<Statement> bind) where T : class
    {
        var (statement, columns) = Prepare<T>(where);
        try
        {
            bind(statement);
            return statement.Step() ? Columns.Read(columns, statement) : null;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>The number that a query answers; 0 when it answers nothing.</summary>
    public long Number(string sql, Action<Statement> bind)
    {
        if (!_prepared.TryGetValue((typeof(long), sql), out var prepared))
            _prepared.Add((typeof(long), sql), prepared = (new Statement(_connection, sql), sql));
        try
        {
            bind(prepared.Statement);
            return prepared.Statement.Step() ? prepared.Statement.Int64(0) : 0;
        }
        finally
        {
            prepared.Statement.Reset();
        }
    }

    public void Dispose()
    {
        foreach (var (statement, _) in _prepared.Values) statement.Dispose();
        _transaction?.Dispose();
        _db.Dispose();
    }

    private (Statement, Column<T>[]) Prepare<T>(string where) where T : class
    {
        if (_prepared.TryGetValue((typeof(T), where), out var known)) return (known.Statement, (Column<T>[])known.Columns);
        var entity = _db.Model.FindEntityType(typeof(T))!;
        var columns = Columns.Of<T>(entity);
        var statement = new Statement(_connection, $"SELECT {Columns.Names(columns)} FROM \"{entity.GetTableName()}\" WHERE {where}");
        _prepared.Add((typeof(T), where), (statement, columns));
        return (statement, columns);
    }
}

/// <summary>Reads that all see the same moment, on a connection that is given back at the end. Dispose of it within 2 s, since the log can't shrink meanwhile.</summary>
public sealed class ReadSnapshot : IDisposable
{
    private readonly ReadPool _pool;

    internal ReadSnapshot(ReadPool pool, ReadConnection connection) => (_pool, Rows) = (pool, connection);

    /// <summary>The context: for queries that are rare or made up as they are asked.</summary>
    public ChatDb Db => Rows.Db;

    /// <summary>Reads by prepared statements.</summary>
    internal ReadConnection Rows { get; }

    public void Dispose() => _pool.Return(Rows);
}
