using Chat.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Chat.Server;

/// <summary>
/// Reads a scope for somebody: whether they may, where it is, a snapshot, or the changes after a cursor. All within one
/// read transaction, so that the right and the rows are of the same moment.
/// </summary>
internal sealed class ScopeReader(ChatDb db, Caller caller, string incarnation)
{
    private static Limits Limits => Limits.Default;

    /// <summary>Whether the caller's session stands and they may read the scope. Who may not, sees it as not there.</summary>
    public async Task<bool> MayReadAsync(Scope scope) => scope.Kind switch
    {
        ScopeKind.People => true,
        ScopeKind.Person => scope.Id == caller.Person,
        _ => await MayReadRoomAsync(db, scope.Id, caller.Person),
    };

    /// <summary>Whether a person may read a room. One query, whether or not the room exists, so that its time tells nothing.</summary>
    public static Task<bool> MayReadRoomAsync(ChatDb db, Guid room, Guid person) => db.Rooms.AnyAsync(r => r.Id == room &&
        (!r.Private || db.Members.Any(m => m.RoomId == room && m.PersonId == person && m.Role != null)));

    /// <summary>Whether the caller's session stands and the account is not disabled.</summary>
    public static Task<bool> IsSignedInAsync(ChatDb db, Caller caller) => db.Sessions.AnyAsync(s =>
        s.Id == caller.Session && s.AccountId == caller.Person && s.RevokedAt == null &&
        db.Users.Any(a => a.Id == caller.Person && !a.Disabled));

    public async Task<ScopeCounter> CounterAsync(Scope scope) =>
        await db.Scopes.FirstOrDefaultAsync(s => s.Kind == scope.Kind && s.Id == scope.Id)
        ?? new ScopeCounter { Kind = scope.Kind, Id = scope.Id, Incarnation = incarnation };

    /// <summary>The answer to a watch: a snapshot, the changes after the cursor, or reset.</summary>
    public async Task<WatchAnswer> ReadAsync(Scope scope, ScopeCounter counter, Cursor? cursor)
    {
        if (cursor is null) return await SnapshotAsync(scope, counter);
        return await ChangesAsync(scope, counter, cursor) is { } set
            ? new WatchAnswer { Scope = scope.ToString(), Kind = WatchKinds.Changes, Set = set }
            : new WatchAnswer { Scope = scope.ToString(), Kind = WatchKinds.Reset };
    }

    private async Task<WatchAnswer> SnapshotAsync(Scope scope, ScopeCounter counter)
    {
        var answer = new WatchAnswer { Scope = scope.ToString(), Kind = WatchKinds.Snapshot };
        switch (scope.Kind)
        {
            case ScopeKind.Person:
                return answer with { Set = await PageAsync(scope, counter, 0) };
            case ScopeKind.People:
                return answer with { Set = SetOf(scope, 0, counter.Revision, counter, counter.Incarnation) };
            default:
                var room = await db.Rooms.FirstAsync(r => r.Id == scope.Id);
                var me = await db.Members.FirstOrDefaultAsync(m => m.RoomId == scope.Id && m.PersonId == caller.Person && m.Role != null);
                var messages = await Pages.NewestAsync(db, scope.Id, room.Floor, Limits.PageMessages);
                var set = SetOf(scope, 0, counter.Revision, counter, counter.Incarnation) with
                {
                    Room = room.ToWire(),
                    Members = me is null ? null : [me.ToMember()],
                    Messages = messages,
                };
                return answer with { Set = await WithPeopleAsync(set), MessagesFrom = messages.Count > 0 ? messages[0].Number : room.Floor };
        }
    }

    /// <returns>Null for reset.</returns>
    private async Task<ChangeSet?> ChangesAsync(Scope scope, ScopeCounter counter, Cursor cursor)
    {
        if (cursor.Revision < 0 || cursor.Revision > counter.Revision) return null;
        if (cursor.Revision > 0 && await IncarnationAtAsync(scope, cursor.Revision) != cursor.Incarnation) return null;
        // One's own scope has no window to take a fresh snapshot of: all of it is wanted, however much that is.
        if (scope.Kind == ScopeKind.Person) return await PageAsync(scope, counter, cursor.Revision);
        var rows = 0;
        foreach (var kind in NewsAfter(scope, counter, cursor.Revision))
        {
            rows += await kind.CountAsync(db, scope.Id, cursor.Revision, counter.Revision, Limits.CatchUpRows + 1 - rows);
            if (rows > Limits.CatchUpRows) return null;
        }
        return await PageAsync(scope, counter, cursor.Revision);
    }

    /// <summary>The changes after a revision, up to the head or to a whole revision within a page's limits.</summary>
    private async Task<ChangeSet> PageAsync(Scope scope, ScopeCounter counter, long after)
    {
        // One revision changes at most 100 rows, so that this many hold a whole one.
        const int most = 151;
        var rows = new List<Row>();
        var to = counter.Revision;
        foreach (var kind in NewsAfter(scope, counter, after))
        {
            var some = await kind.ReadAsync(db, scope.Id, after, counter.Revision, most);
            if (some.Count == most) to = Math.Min(to, some[^1].Revision - 1);
            rows.AddRange(some);
        }
        rows.Sort((a, b) => a.Revision.CompareTo(b.Revision));
        to = CutAt(rows, to);
        var set = SetOf(scope, after, to, counter, to == counter.Revision ? counter.Incarnation : await IncarnationAtAsync(scope, to) ?? counter.Incarnation);
        foreach (var ofKind in rows.TakeWhile(r => r.Revision <= to).GroupBy(r => r.Kind)) set = ofKind.Key.Put(set, [.. ofKind]);
        return await WithPeopleAsync(set);
    }

    /// <summary>The last revision that fits a page with all before it; at least the first.</summary>
    private static long CutAt(List<Row> rows, long to)
    {
        int messages = 0, bytes = 0;
        for (var i = 0; i < rows.Count && rows[i].Revision <= to; i++)
        {
            if (rows[i].Wire is Message) messages++;
            bytes += rows[i].Size;
            if ((messages <= Limits.PageMessages && bytes <= Limits.PageBytes) || rows[i].Revision == rows[0].Revision) continue;
            return rows[i].Revision - 1;
        }
        return to;
    }

    private static IEnumerable<RowKind> NewsAfter(Scope scope, ScopeCounter counter, long after) =>
        RowKinds.Of(scope.Kind).Where(kind => counter.RevisionOf(kind) > after);

    /// <summary>Who wrote a revision; null when nobody did.</summary>
    private async Task<string?> IncarnationAtAsync(Scope scope, long revision) => await db.Epochs
        .Where(e => e.Kind == scope.Kind && e.Id == scope.Id && e.FromRevision <= revision)
        .OrderByDescending(e => e.FromRevision).Select(e => e.Incarnation).FirstOrDefaultAsync();

    private static ChangeSet SetOf(Scope scope, long from, long to, ScopeCounter counter, string writer) => new()
    {
        Scope = scope.ToString(),
        From = from,
        To = to,
        Head = counter.Revision,
        Incarnation = writer,
        Number = scope.Kind == ScopeKind.Room ? counter.Number : null,
    };

    /// <summary>Answers carry the people that they name.</summary>
    private async Task<ChangeSet> WithPeopleAsync(ChangeSet set)
    {
        if (set.People is not null) return set;
        var people = await Pages.PeopleAsync(db, set.Messages, set.Members);
        return people.Count == 0 ? set : set with { People = people };
    }
}
