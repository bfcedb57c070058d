using Chat.Contracts;

namespace Chat.Tests.Delivery;

/// <summary>
/// What a client holds of a scope, by the rules of the contract and nothing else: merge by revision, advance the cursor,
/// never across a gap.
/// </summary>
internal sealed class ScopeView
{
    public Cursor? Cursor { get; private set; }
    public long Head { get; private set; }
    public RoomHeader? Header { get; private set; }
    public SortedDictionary<long, Message> Messages { get; } = [];
    public Dictionary<Guid, Member> Members { get; } = [];
    public Dictionary<Guid, Membership> Memberships { get; } = [];
    public Dictionary<Guid, ReadMarker> Markers { get; } = [];

    /// <summary>The window of messages is this number and all above.</summary>
    public long From { get; private set; }

    /// <summary>The window of members.</summary>
    public HashSet<Guid>? Window { get; init; }

    public static ScopeView Of(WatchAnswer answer, Guid person)
    {
        Assert.Equal(WatchKinds.Snapshot, answer.Kind);
        var view = new ScopeView { From = answer.MessagesFrom ?? 0, Window = [person], Cursor = new Cursor(0, "") };
        Assert.True(view.Apply(answer.Set!));
        return view;
    }

    /// <returns>False when the set would leave a gap: then nothing was applied.</returns>
    public bool Apply(ChangeSet set)
    {
        Head = Math.Max(Head, set.Head);
        if (set.To <= Cursor!.Revision && set.From != 0) return true;
        if (set.From > Cursor.Revision) return false;
        if (set.Room is { } room && room.Revision > (Header?.Revision ?? 0)) Header = room;
        foreach (var message in set.Messages ?? [])
            if (message.Number >= From) Merge(Messages, message.Number, message, m => m.Revision);
        foreach (var member in set.Members ?? [])
            if (Window is null || Window.Contains(member.Person)) Merge(Members, member.Person, member, m => m.Revision);
        foreach (var membership in set.Memberships ?? []) Merge(Memberships, membership.Room, membership, m => m.Revision);
        foreach (var marker in set.Markers ?? []) Merge(Markers, marker.Room, marker, m => m.Revision);
        Cursor = new Cursor(Math.Max(set.To, Cursor.Revision), set.Incarnation);
        return true;
    }

    /// <summary>All rows at or above a number, as text, so that two views can be told apart row by row.</summary>
    public string Rows(long from) => string.Join("\n",
        [
            $"{Cursor!.Revision} {Wire.Text(Header)}",
            .. Messages.Values.Where(m => m.Number >= from).Select(Wire.Text),
            .. Members.Values.Where(m => m.Role is not null).OrderBy(m => m.Person).Select(Wire.Text),
            .. Memberships.Values.OrderBy(m => m.Room).Select(Wire.Text),
            .. Markers.Values.OrderBy(m => m.Room).Select(Wire.Text),
        ]);

    private static void Merge<TKey, T>(IDictionary<TKey, T> rows, TKey key, T row, Func<T, long> revision)
    {
        if (!rows.TryGetValue(key, out var held) || revision(held) < revision(row)) rows[key] = row;
    }
}
