using Chat.Contracts;

namespace Chat.Server;

/// <summary>
/// Reads a scope for somebody: whether they may, where it is, a snapshot, or the changes after a cursor. All within one
/// read transaction, so that the right and the rows are of the same moment.
/// </summary>
internal sealed class ScopeReader(ReadConnection db, Caller caller, string incarnation)
{
    private static Limits Limits => Limits.Default;

    /// <summary>Whether the caller's session stands and they may read the scope. Who may not, sees it as not there.</summary>
    public bool MayRead(Scope scope) => scope.Kind switch
    {
        ScopeKind.People => true,
        ScopeKind.Person => scope.Id == caller.Person,
        _ => MayReadRoom(db, scope.Id, caller.Person),
    };

    /// <summary>Whether a person may read a room. One query, whether or not the room exists, so that its time tells nothing.</summary>
    public static bool MayReadRoom(ReadConnection db, Guid room, Guid person) => 0 != db.Number(
        """
        SELECT 1 FROM Rooms r WHERE r.Id = ?1 AND
            (NOT r.Private OR EXISTS (SELECT 1 FROM Members m WHERE m.RoomId = ?1 AND m.PersonId = ?2 AND m.Role IS NOT NULL))
        """,
        s => { s.Bind(1, room); s.Bind(2, person); });

    /// <summary>Whether the caller's session stands and the account is not disabled.</summary>
    public static bool IsSignedIn(ReadConnection db, Caller caller) => 0 != db.Number(
        """
        SELECT 1 FROM Sessions s JOIN Accounts a ON a.Id = s.AccountId
        WHERE s.Id = ?1 AND s.AccountId = ?2 AND s.RevokedAt IS NULL AND NOT a.Disabled
        """,
        s => { s.Bind(1, caller.Session); s.Bind(2, caller.Person); });

    public ScopeCounter Counter(Scope scope) =>
        CounterOf(db, scope) ?? new ScopeCounter { Kind = scope.Kind, Id = scope.Id, Incarnation = incarnation };

    /// <summary>The counters of a scope; none before its first change.</summary>
    public static ScopeCounter? CounterOf(ReadConnection db, Scope scope) =>
        db.First<ScopeCounter>("Kind = ?1 AND Id = ?2", s => { s.Bind(1, (long)scope.Kind); s.Bind(2, scope.Id); });

    /// <summary>The answer to a watch: a snapshot, the changes after the cursor, or reset.</summary>
    public WatchAnswer Read(Scope scope, ScopeCounter counter, Cursor? cursor)
    {
        if (cursor is null) return Snapshot(scope, counter);
        return Changes(scope, counter, cursor) is { } set
            ? new WatchAnswer { Scope = scope.ToString(), Kind = WatchKinds.Changes, Set = set }
            : new WatchAnswer { Scope = scope.ToString(), Kind = WatchKinds.Reset };
    }

    private WatchAnswer Snapshot(Scope scope, ScopeCounter counter)
    {
        var answer = new WatchAnswer { Scope = scope.ToString(), Kind = WatchKinds.Snapshot };
        switch (scope.Kind)
        {
            case ScopeKind.Person:
                return answer with { Set = Page(scope, counter, 0) };
            case ScopeKind.People:
                return answer with { Set = SetOf(scope, 0, counter.Revision, counter, counter.Incarnation) };
            default:
                var room = db.First<Room>("Id = ?1", s => s.Bind(1, scope.Id))!;
                var me = db.First<RoomMember>("RoomId = ?1 AND PersonId = ?2 AND Role IS NOT NULL", s => { s.Bind(1, scope.Id); s.Bind(2, caller.Person); });
                var messages = Pages.Newest(db, scope.Id, room.Floor, Limits.PageMessages);
                var set = SetOf(scope, 0, counter.Revision, counter, counter.Incarnation) with
                {
                    Room = room.ToWire(),
                    Members = me is null ? null : [me.ToMember()],
                    Messages = messages,
                };
                return answer with { Set = WithPeople(set), MessagesFrom = messages.Count > 0 ? messages[0].Number : room.Floor };
        }
    }

    /// <returns>Null for reset.</returns>
    private ChangeSet? Changes(Scope scope, ScopeCounter counter, Cursor cursor)
    {
        if (cursor.Revision < 0 || cursor.Revision > counter.Revision) return null;
        if (cursor.Revision > 0 && IncarnationAt(scope, cursor.Revision) != cursor.Incarnation) return null;
        // One's own scope has no window to take a fresh snapshot of: all of it is wanted, however much that is.
        if (scope.Kind == ScopeKind.Person) return Page(scope, counter, cursor.Revision);
        var rows = 0;
        foreach (var kind in NewsAfter(scope, counter, cursor.Revision))
        {
            rows += kind.Count(db, scope.Id, cursor.Revision, counter.Revision, Limits.CatchUpRows + 1 - rows);
            if (rows > Limits.CatchUpRows) return null;
        }
        return Page(scope, counter, cursor.Revision);
    }

    /// <summary>The changes after a revision, up to the head or to a whole revision within a page's limits.</summary>
    private ChangeSet Page(Scope scope, ScopeCounter counter, long after)
    {
        // One revision changes at most 100 rows, so that this many hold a whole one.
        const int most = 151;
        var rows = new List<Row>();
        var to = counter.Revision;
        foreach (var kind in NewsAfter(scope, counter, after))
        {
            var some = kind.Read(db, scope.Id, after, counter.Revision, most);
            if (some.Count == most) to = Math.Min(to, some[^1].Revision - 1);
            rows.AddRange(some);
        }
        rows.Sort((a, b) => a.Revision.CompareTo(b.Revision));
        to = CutAt(rows, to);
        var set = SetOf(scope, after, to, counter, to == counter.Revision ? counter.Incarnation : IncarnationAt(scope, to) ?? counter.Incarnation);
        foreach (var ofKind in rows.TakeWhile(r => r.Revision <= to).GroupBy(r => r.Kind)) set = ofKind.Key.Put(set, [.. ofKind]);
        return WithPeople(set);
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
    private string? IncarnationAt(Scope scope, long revision) => db.First<ScopeEpoch>(
        "Kind = ?1 AND Id = ?2 AND FromRevision <= ?3 ORDER BY FromRevision DESC LIMIT 1",
        s => { s.Bind(1, (long)scope.Kind); s.Bind(2, scope.Id); s.Bind(3, revision); })?.Incarnation;

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
    private ChangeSet WithPeople(ChangeSet set)
    {
        if (set.People is not null) return set;
        var people = Pages.People(db, set.Messages, set.Members);
        return people.Count == 0 ? set : set with { People = people };
    }
}
