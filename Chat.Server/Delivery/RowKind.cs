using System.Text.Json;
using Chat.Contracts;
using Microsoft.EntityFrameworkCore;

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
    public abstract Task<List<Row>> ReadAsync(ChatDb db, Guid scope, long after, long upTo, int limit);

    /// <summary>How many rows <see cref="ReadAsync"/> would find; counts no further than <paramref name="limit"/>.</summary>
    public abstract Task<int> CountAsync(ChatDb db, Guid scope, long after, long upTo, int limit);

    /// <summary>The set with these rows, which are all of this kind.</summary>
    public abstract ChangeSet Put(ChangeSet set, IReadOnlyList<Row> rows);
}

/// <summary>A kind of row that is an entity in the database and a record on the wire.</summary>
public sealed class RowKind<TEntity, TWire>(
    string name,
    ScopeKind scope,
    Func<TEntity, TWire> toWire,
    Func<TEntity, Guid> key,
    Func<TEntity, long> revision,
    Func<TWire, int> size,
    Func<ChatDb, Guid, long, long, IQueryable<TEntity>> between,
    Func<ChangeSet, IReadOnlyList<TWire>, ChangeSet> put) : RowKind(name, scope)
    where TEntity : class
    where TWire : class
{
    public override Row RowOf(object entity) => RowOf((TEntity)entity);

    public override int SizeOf(object wire) => size((TWire)wire);

    public override async Task<List<Row>> ReadAsync(ChatDb db, Guid scope, long after, long upTo, int limit) =>
        [.. (await between(db, scope, after, upTo).AsNoTracking().Take(limit).ToListAsync()).Select(RowOf)];

    public override Task<int> CountAsync(ChatDb db, Guid scope, long after, long upTo, int limit) =>
        between(db, scope, after, upTo).Take(limit).CountAsync();

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
