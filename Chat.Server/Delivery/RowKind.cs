using System.Text.Json;
using Chat.Contracts;

namespace Chat.Server;

/// <summary>An entity that the wire shows as a row, so that <see cref="Batch"/> may revise it.</summary>
public interface IRow;

/// <summary>A row of the wire as it was at a revision.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Key">Its key within scope and kind.</param>
/// <param name="Revision">The revision of its last change.</param>
/// <param name="Wire">The record that clients get.</param>
public sealed record Row(RowKind Kind, Guid Key, long Revision, object Wire)
{
    /// <summary>About how many bytes of JSON it takes; never less.</summary>
    public int Size { get; } = Kind.SizeOf(Wire);
}

/// <summary>
/// What the delivery knows of a kind of row: how to read it by revision, and how it stands in a change set.
/// A feature makes one and names it in <see cref="RowKinds"/>.
/// </summary>
public abstract class RowKind(string name, ScopeKind scope)
{
    public string Name { get; } = name;
    public ScopeKind Scope { get; } = scope;

    /// <summary>Its place in <see cref="RowKinds.All"/>, which the database knows it by.</summary>
    public int Index => RowKinds.IndexOf(this);

    /// <summary>The row of an entity, as it is now.</summary>
    public abstract Row RowOf(object entity);

    public abstract int SizeOf(object wire);

    /// <summary>The rows whose last revision lies in (<paramref name="after"/>, <paramref name="upTo"/>], by revision, at most <paramref name="limit"/>.</summary>
    internal abstract List<Row> Read(ReadConnection db, Guid scope, long after, long upTo, int limit);

    /// <summary>How many rows <see cref="Read"/> would find; counts no further than <paramref name="limit"/>.</summary>
    internal abstract int Count(ReadConnection db, Guid scope, long after, long upTo, int limit);

    /// <summary>The set with these rows, which are all of this kind.</summary>
    public abstract ChangeSet Put(ChangeSet set, IReadOnlyList<Row> rows);
}

/// <summary>A kind of row that is an entity in the database and a record on the wire.</summary>
/// <param name="name">Its name in a change set.</param>
/// <param name="scope">The kind of scope that has it.</param>
/// <param name="toWire">The record of an entity.</param>
/// <param name="key">What tells its rows apart within a scope.</param>
/// <param name="revision">The revision of an entity's last change in this scope.</param>
/// <param name="size">About how many bytes of JSON a record takes; never less.</param>
/// <param name="table">The entity's table.</param>
/// <param name="owner">The column that has the scope's id; none when there is only one such scope.</param>
/// <param name="revised">The column that has the revision.</param>
/// <param name="put">The set with these records.</param>
public sealed class RowKind<TEntity, TWire>(
    string name,
    ScopeKind scope,
    Func<TEntity, TWire> toWire,
    Func<TEntity, Guid> key,
    Func<TEntity, long> revision,
    Func<TWire, int> size,
    string table,
    string? owner,
    string revised,
    Func<ChangeSet, IReadOnlyList<TWire>, ChangeSet> put) : RowKind(name, scope)
    where TEntity : class
    where TWire : class
{
    public override Row RowOf(object entity) => RowOf((TEntity)entity);

    public override int SizeOf(object wire) => size((TWire)wire);

    private readonly string _between = $"{(owner is null ? "" : $"{owner} = ?1 AND ")}{revised} > ?2 AND {revised} <= ?3";

    internal override List<Row> Read(ReadConnection db, Guid scope, long after, long upTo, int limit) =>
        [.. db.List<TEntity>($"{_between} ORDER BY {revised} LIMIT ?4", s => Bind(s, scope, after, upTo, limit)).Select(RowOf)];

    internal override int Count(ReadConnection db, Guid scope, long after, long upTo, int limit) =>
        (int)db.Number($"SELECT COUNT(*) FROM (SELECT 1 FROM {table} WHERE {_between} LIMIT ?4)", s => Bind(s, scope, after, upTo, limit));

    private static void Bind(Statement statement, Guid scope, long after, long upTo, int limit)
    {
        statement.Bind(1, scope);
        statement.Bind(2, after);
        statement.Bind(3, upTo);
        statement.Bind(4, limit);
    }

    public override ChangeSet Put(ChangeSet set, IReadOnlyList<Row> rows) => put(set, [.. rows.Select(r => (TWire)r.Wire)]);

    private Row RowOf(TEntity entity) => new(this, key(entity), revision(entity), toWire(entity));
}

/// <summary>The table of contents of what has revisions. A new kind is one line, at the end: the place is kept in the database.</summary>
public static class RowKinds
{
    public static IReadOnlyList<RowKind> All { get; } =
    [
        Room.Kind,
        RoomMember.MemberKind,
        RoomMessage.Kind,
        RoomMember.MembershipKind,
        RoomMarker.Kind,
        PersonRow.Kind,
    ];

    /// <summary>The kinds that a kind of scope has.</summary>
    public static IEnumerable<RowKind> Of(ScopeKind scope) => All.Where(kind => kind.Scope == scope);

    internal static int IndexOf(RowKind kind)
    {
        for (var i = 0; i < All.Count; i++)
            if (ReferenceEquals(All[i], kind)) return i;
        throw new InvalidOperationException($"The kind of row '{kind.Name}' is not in RowKinds.All.");
    }
}

/// <summary>How many bytes of JSON things take, so that frames stay within their limits.</summary>
public static class JsonSize
{
    /// <summary>More than any row takes without its texts.</summary>
    public const int Row = 400;

    /// <summary>The bytes of a text as JSON with the hub's encoder, without the quotes.</summary>
    public static int Of(string text) => JsonEncodedText.Encode(text, HubJson.Encoder).EncodedUtf8Bytes.Length;
}
