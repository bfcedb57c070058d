using System.Collections.Concurrent;
using Chat.Contracts;

namespace Chat.Tests.Delivery;

internal sealed partial class WireClient
{
    private const int MostBuffered = 256;
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMilliseconds(200);

    /// <summary>The revision up to which each room is held, for those who look from outside; without end when it isn't for this person.</summary>
    private readonly ConcurrentDictionary<Guid, long> _held = new();

    private int _connection;

    /// <summary>Who waits for an answer on one's own person, and how many answers that takes.</summary>
    private (TaskCompletionSource Settled, int Answers)? _settling;

    private void Connects()
    {
        _connection++;
        _history.Write(new Connected { Client = Plan.Name });
        _scopes.TryAdd(_me, new WatchedScope(_me));
        foreach (var room in Plan.Rooms) _scopes.TryAdd(Scope.Room(room).ToString(), new WatchedScope(Scope.Room(room).ToString()));
        // One's own person first.
        foreach (var scope in _scopes.Values.OrderBy(s => s.Name != _me)) Ask(scope);
        foreach (var outbox in _outboxes.Values) Send(outbox);
    }

    private void Loses()
    {
        foreach (var scope in _scopes.Values)
        {
            scope.Asked = 0;
            scope.Buffered.Clear();
        }
    }

    private void Receive(object frame)
    {
        switch (frame)
        {
            case ChangeSet set when _scopes.TryGetValue(set.Scope, out var scope):
                if (scope.Asked != _connection) Take(scope, set);
                else if (scope.Buffered.Count < MostBuffered) scope.Buffered.Add(set);
                else scope.Head = Math.Max(scope.Head, set.Head);
                break;
            case ChangeSet set:
                Note(set, SetVia.Live, applied: false);
                break;
            case Beat beat:
                var heads = beat.Watched.ToDictionary(h => h.Scope, h => h.Revision);
                foreach (var scope in _scopes.Values.Where(s => s.Asked == 0 && !s.NotFound))
                    if (!heads.TryGetValue(scope.Name, out var head) || head > (scope.View?.Cursor?.Revision ?? 0)) Ask(scope);
                break;
        }
    }

    /// <summary>A live set: applied, or noted as a gap.</summary>
    private void Take(WatchedScope scope, ChangeSet set)
    {
        var applied = scope.View?.Apply(set) ?? false;
        Note(set, SetVia.Live, applied);
        scope.Head = Math.Max(scope.Head, set.Head);
        After(scope, set);
        if (!applied) Ask(scope);
    }

    private void Ask(WatchedScope scope)
    {
        if (scope.Asked == _connection) return;
        scope.Asked = _connection;
        // Until the answer, also whether the room is still not for this person is open.
        if (scope.NotFound && Scope.TryParse(scope.Name, out var parsed)) _held.TryRemove(parsed.Id, out _);
        _ = AskAsync(scope, _connection, scope.View?.Cursor);
    }

    private async Task AskAsync(WatchedScope scope, int connection, Cursor? cursor)
    {
        var outcome = await _link.CallAsync<WatchAnswers>(nameof(IChatHub.Watch), new WatchRequest { Items = [new WatchItem { Scope = scope.Name, Cursor = cursor }] });
        if (outcome is not { Ok: true }) await Task.Delay(AgainAfter);
        Tell(() =>
        {
            if (scope.Asked != connection || connection != _connection) return;
            scope.Asked = 0;
            if (outcome is { Value.Answers: [var answer] }) Answered(scope, answer);
            else if (_link.IsOpen) Ask(scope);
        });
    }

    private void Answered(WatchedScope scope, WatchAnswer answer)
    {
        scope.NotFound = answer.Kind == WatchKinds.NotFound;
        switch (answer.Kind)
        {
            case WatchKinds.Snapshot:
                scope.View = ScopeView.Of(answer, Plan.Person);
                Note(answer.Set!, SetVia.Snapshot, applied: true);
                After(scope, answer.Set!);
                break;
            case WatchKinds.Changes:
                Note(answer.Set!, SetVia.CatchUp, scope.View?.Apply(answer.Set!) ?? false);
                After(scope, answer.Set!);
                break;
            case WatchKinds.Reset or WatchKinds.NotFound:
                Drop(scope, answer.Kind == WatchKinds.Reset);
                break;
        }
        var buffered = scope.Buffered.ToList();
        scope.Buffered.Clear();
        foreach (var set in buffered) Take(scope, set);
        if (scope.NotFound || scope.Asked != 0) return;
        if (scope.View is null || scope.View.Cursor!.Revision < Math.Max(scope.Head, scope.View.Head)) Ask(scope);
        else if (scope.Name == _me) Settle();
    }

    private void Settle(TaskCompletionSource settled)
    {
        if (!_scopes.TryGetValue(_me, out var me)) _scopes.Add(_me, me = new WatchedScope(_me));
        // An answer that is on its way may have been read before.
        _settling = (settled, me.Asked == 0 ? 1 : 2);
        Ask(me);
    }

    private void Settle()
    {
        if (_settling is not { } settling) return;
        _settling = settling with { Answers = settling.Answers - 1 };
        if (settling.Answers > 1) Ask(_scopes[_me]);
        else settling.Settled.TrySetResult();
    }

    private void Drop(WatchedScope scope, bool reset)
    {
        _history.Write(new Dropped(scope.Name, reset) { Client = Plan.Name });
        scope.View = null;
        scope.Head = 0;
        if (!Scope.TryParse(scope.Name, out var parsed)) return;
        if (scope.NotFound) _held[parsed.Id] = long.MaxValue;
        else _held.TryRemove(parsed.Id, out _);
    }

    /// <summary>Something was applied: how far the room is held now, and which rooms came or went.</summary>
    private void After(WatchedScope scope, ChangeSet set)
    {
        if (scope.View is { Cursor: { } cursor } && Scope.TryParse(scope.Name, out var parsed) && parsed.Kind == ScopeKind.Room) _held[parsed.Id] = cursor.Revision;
        foreach (var membership in set.Memberships ?? [])
        {
            if (!_scopes.TryGetValue(Scope.Room(membership.Room).ToString(), out var room)) continue;
            if (membership.Joined == room.Joined && membership.Role is not null) continue;
            var first = room.Joined is null;
            room.Joined = membership.Role is null ? 0 : membership.Joined;
            if (membership.Role is null || !first)
            {
                room.NotFound = membership.Role is null;
                Drop(room, reset: false);
                room.Asked = 0;
                room.Buffered.Clear();
            }
            if (membership.Role is not null) Ask(room);
        }
    }

    private void Note(ChangeSet set, SetVia via, bool applied) => _history.Write(SetRows.Of(set, Plan.Name, via, applied));

    private sealed class WatchedScope(string name)
    {
        public string Name { get; } = name;
        public ScopeView? View { get; set; }

        /// <summary>The newest head that was told.</summary>
        public long Head { get; set; }

        /// <summary>On which connection a watch is asked for; 0 when none is.</summary>
        public int Asked { get; set; }

        /// <summary>There is no such room for this person: asked for again when they are let in.</summary>
        public bool NotFound { get; set; }

        /// <summary>The room revision at which one's membership began; 0 when one isn't in it; null when that is not known yet.</summary>
        public long? Joined { get; set; }

        /// <summary>What came while an answer is awaited.</summary>
        public List<ChangeSet> Buffered { get; } = [];
    }
}
