namespace Chat.Tests.Delivery;

/// <summary>What one client saw, as far as its order goes: cursors that never jump, live sets that never go back.</summary>
internal sealed class Observer(ClientStarted client, Verdict verdict)
{
    private readonly Dictionary<string, long> _cursors = [];
    private readonly Dictionary<string, LiveOrder> _live = [];

    public Guid Person => client.Person;

    public string Name => client.Client;

    /// <summary>The rooms that it was to watch.</summary>
    public IReadOnlyList<Guid> Rooms => client.Rooms;

    /// <summary>The order of live sets begins anew with each connection; cursors stay.</summary>
    public void Connects() => _live.Clear();

    public void Drops(string scope) => _cursors.Remove(scope);

    public void Take(SetSeen set)
    {
        if (set.Via == SetVia.State) return;
        if (set.To < set.From || set.Head < set.To) verdict.Add(Breach.RowOutsideSet, $"{About(set)} ends before it begins or beyond its head {set.Head}.");
        foreach (var revision in RevisionsIn(set))
            if (revision <= (set.Via == SetVia.Snapshot ? 0 : set.From) || revision > set.To)
                verdict.Add(Breach.RowOutsideSet, $"{About(set)} has a row of revision {revision}.");
        if (set.Via == SetVia.Live) TakeLive(set);
        if (!set.Applied) return;
        var cursor = _cursors.GetValueOrDefault(set.Scope);
        if (set.Via != SetVia.Snapshot && set.From > cursor) verdict.Add(Breach.GapApplied, $"{About(set)} was applied at cursor {cursor}.");
        if (set.Via == SetVia.Snapshot || set.To > cursor) _cursors[set.Scope] = set.To;
    }

    private void TakeLive(SetSeen set)
    {
        if (!_live.TryGetValue(set.Scope, out var order)) _live.Add(set.Scope, order = new LiveOrder());
        if (!order.Take(set.From, set.To)) verdict.Add(Breach.Reordered, $"{About(set)} came after one up to {order.Last}.");
    }

    private string About(SetSeen set) => $"{client.Client}: the {set.Via} set ({set.From}, {set.To}] of {set.Scope}";

    private static IEnumerable<long> RevisionsIn(SetSeen set)
    {
        foreach (var row in set.Messages ?? []) yield return row.Revision;
        foreach (var row in set.Members ?? []) yield return row.Revision;
        foreach (var row in set.Memberships ?? []) yield return row.Revision;
        foreach (var row in set.Markers ?? []) yield return row.Revision;
        if (set.Header is { } header) yield return header.Revision;
    }

    /// <summary>
    /// Live sets of one scope on one connection. A set may come twice, when the scope was watched again meanwhile; one that
    /// was never there before must be newer than all that were.
    /// </summary>
    private sealed class LiveOrder
    {
        private const int Remembered = 1_000;
        private readonly Queue<(long, long)> _recent = new();
        private readonly HashSet<(long, long)> _known = [];

        public long Last { get; private set; }

        public bool Take(long from, long to)
        {
            if (!_known.Add((from, to))) return true;
            _recent.Enqueue((from, to));
            if (_recent.Count > Remembered) _known.Remove(_recent.Dequeue());
            if (to <= Last) return false;
            Last = to;
            return true;
        }
    }
}

/// <summary>Which incarnation wrote which revisions of a scope: each a run of its own, never to come back.</summary>
internal sealed class Incarnations(string scope)
{
    private readonly Dictionary<long, string> _writers = [];

    public void Take(long revision, string incarnation, Verdict verdict)
    {
        if (revision == 0 || _writers.TryAdd(revision, incarnation) || _writers[revision] == incarnation) return;
        verdict.Add(Breach.IncarnationMixed, $"Revision {revision} of {scope} was written by {_writers[revision]} and by {incarnation}.");
    }

    public void Conclude(Verdict verdict)
    {
        var over = new HashSet<string>();
        var now = "";
        foreach (var (revision, writer) in _writers.OrderBy(w => w.Key))
        {
            if (writer == now) continue;
            over.Add(now);
            now = writer;
            if (over.Contains(now)) verdict.Add(Breach.IncarnationMixed, $"{now} wrote revision {revision} of {scope} after another had begun.");
        }
    }
}
