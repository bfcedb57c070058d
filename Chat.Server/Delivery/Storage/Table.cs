using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Chat.Server;

/// <summary>A table of the writer, whatever its rows are.</summary>
internal interface ITable : IDisposable
{
    /// <summary>Writes what was added, changed and removed.</summary>
    /// <returns>Whether there was anything.</returns>
    bool Flush();

    /// <summary>Forgets the rows: the next batch begins from the file.</summary>
    void Forget();
}

/// <summary>The rows of one table that a batch has.</summary>
internal interface ITable<T> : ITable
{
    /// <summary>Those loaded and added, without those removed.</summary>
    IEnumerable<T> Rows { get; }

    /// <summary>Takes a row that was read in this batch's transaction; one that is there already stays as it is.</summary>
    void Attach(T row);

    void Add(T row);

    void Remove(T row);
}

/// <summary>
/// The rows of one table that a batch works on. Statements are made from EF's model, so that the model stays the one
/// place that says what a table is; rows are found by key, changed in place, and written once, at the end.
/// </summary>
/// <typeparam name="T">The entity.</typeparam>
/// <typeparam name="TKey">What tells its rows apart.</typeparam>
internal sealed class Table<T, TKey> : ITable<T>
    where T : class
    where TKey : notnull
{
    private static readonly Func<T, object> Copy =
        typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate<Func<T, object>>();

    private readonly SqliteConnection _connection;
    private readonly Func<T, TKey> _keyOf;
    private readonly string _name;
    private readonly Column<T>[] _columns, _keys;
    private readonly Dictionary<ulong, Write> _updates = [];
    private readonly Dictionary<TKey, Held> _rows = [];
    private readonly Action<Statement, TKey> _bind;
    private readonly Statement _select;
    private Write? _insert, _delete;

    /// <param name="connection">The writer's connection, open.</param>
    /// <param name="model">The model that has the entity.</param>
    /// <param name="keyOf">What tells rows apart: the primary key, or another that is unique.</param>
    /// <param name="where">The condition that finds a row by its key.</param>
    /// <param name="bind">Binds a key to the condition's parameters.</param>
    public Table(SqliteConnection connection, IModel model, Func<T, TKey> keyOf, string where, Action<Statement, TKey> bind)
    {
        var entity = model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not in the model.");
        (_connection, _keyOf, _bind, _name) = (connection, keyOf, bind, entity.GetTableName()!);
        _columns = Columns.Of<T>(entity);
        _keys = [.. _columns.Where(column => column.IsKey)];
        if (_columns.Length > 64) throw new InvalidOperationException($"{_name} has more columns than an update can name.");
        _select = new Statement(connection, $"SELECT {Columns.Names(_columns)} FROM \"{_name}\" WHERE {where}");
    }

    public IEnumerable<T> Rows => _rows.Values.Where(held => !held.Removed).Select(held => held.Row);

    /// <summary>A row that the batch has.</summary>
    public T? Find(TKey key) => _rows.TryGetValue(key, out var held) && !held.Removed ? held.Row : null;

    /// <summary>Loads a row, if there is one and the batch has it not yet.</summary>
    public void Load(TKey key)
    {
        if (_rows.ContainsKey(key)) return;
        try
        {
            _bind(_select, key);
            if (_select.Step()) Attach(Columns.Read(_columns, _select));
        }
        finally
        {
            _select.Reset();
        }
    }

    public void Attach(T row) => _rows.TryAdd(_keyOf(row), new Held(row, (T)Copy(row)));

    public void Add(T row) => _rows.Add(_keyOf(row), new Held(row, null));

    public void Remove(T row) => _rows[_keyOf(row)].Removed = true;

    public bool Flush()
    {
        var any = false;
        foreach (var held in _rows.Values) any |= Put(held);
        return any;
    }

    public void Forget() => _rows.Clear();

    public void Dispose()
    {
        _select.Dispose();
        foreach (var update in _updates.Values) update.Dispose();
        _insert?.Dispose();
        _delete?.Dispose();
    }

    private bool Put(Held held)
    {
        if (held.Before is null)
        {
            if (!held.Removed) (_insert ??= new Write(this, Insert(), _columns)).Run(held.Row);
            return !held.Removed;
        }
        if (held.Removed)
        {
            (_delete ??= new Write(this, $"DELETE FROM \"{_name}\" WHERE {Where(1)}", _keys)).Run(held.Row);
            return true;
        }
        ulong changed = 0;
        for (var i = 0; i < _columns.Length; i++)
            if (!_columns[i].Same(held.Before, held.Row)) changed |= 1UL << i;
        if (changed == 0) return false;
        if (!_updates.TryGetValue(changed, out var update)) _updates.Add(changed, update = Update(changed));
        update.Run(held.Row);
        return true;
    }

    private string Insert() =>
        $"INSERT INTO \"{_name}\" ({Columns.Names(_columns)}) VALUES ({string.Join(", ", _columns.Select((_, i) => $"?{i + 1}"))})";

    /// <summary>Sets the changed columns alone, so that the indexes of the others are left in peace.</summary>
    private Write Update(ulong changed)
    {
        var columns = _columns.Where((_, i) => (changed & (1UL << i)) != 0).ToArray();
        var set = string.Join(", ", columns.Select((column, i) => $"\"{column.Name}\" = ?{i + 1}"));
        return new Write(this, $"UPDATE \"{_name}\" SET {set} WHERE {Where(columns.Length + 1)}", [.. columns, .. _keys]);
    }

    private string Where(int first) => string.Join(" AND ", _keys.Select((column, i) => $"\"{column.Name}\" = ?{first + i}"));

    private sealed record Held(T Row, T? Before)
    {
        public bool Removed { get; set; }
    }

    /// <summary>A statement that writes one row, with the columns that are its parameters.</summary>
    private sealed class Write(Table<T, TKey> table, string sql, Column<T>[] parameters) : IDisposable
    {
        private readonly Statement _statement = new(table._connection, sql);

        public void Run(T row)
        {
            for (var i = 0; i < parameters.Length; i++) parameters[i].Bind(_statement, i + 1, row);
            if (_statement.Run() != 1) throw new InvalidOperationException($"A row of {table._name} was changed by somebody else.");
        }

        public void Dispose() => _statement.Dispose();
    }
}
