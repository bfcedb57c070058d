using System.Diagnostics;
using Chat.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Chat.Server;

/// <summary>
/// The sets of one watched scope, on their way to its watchers: serialised once, in revision order, from this one place.
/// A scope that was silent is sent at once; in a busy one, sets are merged for a window.
/// </summary>
internal sealed class ScopeFeed(Scope scope, ChangeFeed owner)
{
    private const int MostRows = 100;
    private const int MostBytes = 128 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<Segment> _waiting = new();
    private Subscription[] _watchers = [];
    private Segment? _open;
    private bool _sending;
    private long _lastSent;
    private long _head, _number, _changedAt;

    public Scope Scope { get; } = scope;

    /// <summary>The scope as the wire names it.</summary>
    public string ScopeName { get; } = scope.ToString();

    /// <summary>The newest committed revision that this feed knows; 0 until the first commit or read.</summary>
    public long Head => Volatile.Read(ref _head);

    /// <summary>When the scope last changed, by the owner's clock; 0 when it has not since it is watched.</summary>
    public long ChangedAt => Volatile.Read(ref _changedAt);

    /// <summary>The connections that watch the scope, as they are now.</summary>
    public Subscription[] Watchers => Volatile.Read(ref _watchers);

    /// <summary>For how long sets are merged, from one that left to the next: a round to many watchers takes long itself.</summary>
    private TimeSpan Window => Scope.Kind == ScopeKind.Room
        ? owner.Options.RoomWindow + (owner.Options.WindowPerWatcher * Watchers.Length)
        : owner.Options.OtherWindow;

    /// <summary>Whether nobody watches; then it is taken out of the owner's table.</summary>
    public bool Retired { get; private set; }

    /// <returns>False when this feed was retired meanwhile: ask the owner for a new one.</returns>
    public bool Add(Subscription subscription)
    {
        lock (_lock)
        {
            if (Retired) return false;
            Volatile.Write(ref _watchers, [.. _watchers, subscription]);
            return true;
        }
    }

    public void Remove(Subscription subscription)
    {
        lock (_lock)
        {
            Volatile.Write(ref _watchers, [.. _watchers.Where(w => w != subscription)]);
            if (_watchers.Length > 0 || Retired) return;
            Retired = true;
        }
        owner.Retire(this);
    }

    /// <summary>A read saw this head.</summary>
    public void Saw(long head)
    {
        lock (_lock)
            if (head > _head) Volatile.Write(ref _head, head);
    }

    /// <summary>A commit changed the scope: how far it is now, and whose watch of it ended.</summary>
    public void Note(ScopeCommit commit)
    {
        Saw(commit.To);
        Volatile.Write(ref _changedAt, owner.Clock());
        if (commit.Evicted.Count == 0) return;
        foreach (var watcher in Watchers)
            if (commit.Evicted.Contains(watcher.Connection.Caller.Person)) watcher.Connection.End(watcher);
    }

    /// <summary>Takes a commit, in commit order.</summary>
    public void Publish(ScopeCommit commit)
    {
        lock (_lock)
        {
            _number = commit.Number;
            // Nothing is merged across the end of somebody's watch.
            if (commit.Evicted.Count > 0) _open = null;
            var last = commit.From;
            foreach (var row in commit.Rows)
            {
                if (_open is null || (_open.IsFull && row.Revision > last)) _waiting.Enqueue(_open = new Segment(last, commit.Incarnation));
                foreach (var segment in _waiting) segment.Remove(row);
                _open.Add(row);
                last = row.Revision;
            }
            if (commit.Evicted.Count > 0) _open = null;
            if (_sending) return;
            _sending = true;
        }
        _ = Task.Run(SendAsync);
    }

    private async Task SendAsync()
    {
        while (true)
        {
            var window = Window;
            var since = Stopwatch.GetElapsedTime(_lastSent);
            if (since < window) await Task.Delay(window - since);
            Segment segment;
            lock (_lock)
            {
                segment = _waiting.Dequeue();
                if (segment == _open) _open = null;
            }
            try
            {
                var set = owner.SetOf(Scope, segment, Head, _number);
                var message = new SerializedHubMessage(new InvocationMessage(nameof(IChatClient.Changes), [set]));
                var size = message.GetSerializedMessage(owner.Protocol).Length;
                foreach (var watcher in Watchers) watcher.Send(message, size);
            }
            catch (Exception e)
            {
                // A gap, which the watchers see by the next set or beat.
                owner.LogNotSent(e, Scope);
            }
            lock (_lock)
            {
                // What was cut by size or removal, not by time, follows at once.
                _lastSent = _waiting.TryPeek(out var next) && next != _open ? 0 : Stopwatch.GetTimestamp();
                if (next is not null) continue;
                // No timer for a window in which nothing may come.
                _sending = false;
                return;
            }
        }
    }

    /// <summary>Consecutive revisions that leave as one set.</summary>
    internal sealed class Segment(long from, string incarnation)
    {
        private readonly Dictionary<(RowKind, Guid), Row> _rows = [];
        private int _bytes;

        public long From { get; } = from;
        public long To { get; private set; } = from;
        public string Incarnation { get; } = incarnation;

        /// <summary>Whether the next revision must go into another: with one more, the set still fits a frame.</summary>
        public bool IsFull => _rows.Count >= MostRows || _bytes >= MostBytes;

        public IEnumerable<Row> Current => _rows.Values;

        public void Add(Row row)
        {
            To = row.Revision;
            _rows[(row.Kind, row.Key)] = row;
            _bytes += row.Size;
        }

        /// <summary>Takes out a row that changed again: it comes as it is now, with its last revision.</summary>
        public void Remove(Row row)
        {
            if (_rows.Remove((row.Kind, row.Key), out var old)) _bytes -= old.Size;
        }
    }
}
