using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Chat.Server;

/// <summary>One column of a table, as EF's model has it.</summary>
internal abstract class Column<T>(IProperty property)
{
    /// <summary>Its name in the table.</summary>
    public string Name { get; } = property.GetColumnName();

    /// <summary>Whether it is part of the primary key.</summary>
    public bool IsKey { get; } = property.IsPrimaryKey();

    public abstract void Bind(Statement statement, int parameter, T row);

    public abstract void Read(Statement statement, int column, T row);

    /// <summary>Whether two versions of a row have the same here.</summary>
    public abstract bool Same(T one, T other);

    /// <summary>The column of a property.</summary>
    public static Column<T> Of(IProperty property) =>
        (Column<T>)Activator.CreateInstance(typeof(Column<,>).MakeGenericType(typeof(T), property.ClrType), property)!;
}

/// <summary>The columns of an entity.</summary>
internal static class Columns
{
    public static Column<T>[] Of<T>(IEntityType entity) => [.. entity.GetProperties().Select(Column<T>.Of)];

    /// <summary>Their names, as SQL lists them.</summary>
    public static string Names<T>(IEnumerable<Column<T>> columns) => string.Join(", ", columns.Select(column => $"\"{column.Name}\""));

    /// <summary>The row at which a statement stands, whose columns are these.</summary>
    public static T Read<T>(Column<T>[] columns, Statement statement)
    {
        var row = Activator.CreateInstance<T>();
        for (var i = 0; i < columns.Length; i++) columns[i].Read(statement, i, row);
        return row;
    }
}

/// <summary>A column whose property has the type <typeparamref name="TValue"/>.</summary>
internal sealed class Column<T, TValue>(IProperty property) : Column<T>(property)
{
    private readonly Func<T, TValue> _get = property.PropertyInfo!.GetMethod!.CreateDelegate<Func<T, TValue>>();
    private readonly Action<T, TValue> _set = property.PropertyInfo!.SetMethod!.CreateDelegate<Action<T, TValue>>();
    private readonly ValueComparer<TValue>? _comparer = property.GetValueComparer() as ValueComparer<TValue>;
    private readonly Stored<TValue> _stored = Stored<TValue>.Of(property);

    public override void Bind(Statement statement, int parameter, T row)
    {
        if (_get(row) is { } value) _stored.Bind(statement, parameter, value);
        else statement.BindNull(parameter);
    }

    public override void Read(Statement statement, int column, T row) =>
        _set(row, statement.IsNull(column) ? default! : _stored.Read(statement, column));

    public override bool Same(T one, T other) => _comparer is { } comparer
        ? comparer.Equals(_get(one), _get(other))
        : EqualityComparer<TValue>.Default.Equals(_get(one), _get(other));
}
