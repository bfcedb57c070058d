using System.Collections.Concurrent;
using Chat.Contracts;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace Chat.Server;

/// <summary>
/// Carries commits to whoever watches. Memory only makes it fast: every set can be built from the database as well.
/// </summary>
public sealed partial class ChangeFeed(
    ChatDatabase database, IHubProtocol protocol, TimeProvider time, IOptions<FeedOptions> options, ILogger<ChangeFeed> log) : IChangeFeed
{
    private readonly ConcurrentDictionary<Scope, ScopeFeed> _feeds = new();

    /// <summary>Every commit, on the writer's thread, before anything of it is sent: must return at once.</summary>
    public event Action<ScopeCommit>? Committed;

    /// <summary>How many scopes somebody watches.</summary>
    internal int Count => _feeds.Count;

    internal IHubProtocol Protocol => protocol;

    internal FeedOptions Options => options.Value;

    internal long Clock() => time.GetTimestamp();

    /// <summary>
    /// Notes what is committed: heads, which beats tell whatever becomes of the sending, and whose watches are over.
    /// </summary>
    internal void Note(IReadOnlyCollection<ScopeCommit> commits)
    {
        foreach (var commit in commits)
        {
            Find(commit.Scope)?.Note(commit);
            Committed?.Invoke(commit);
        }
    }

    public void Publish(IReadOnlyCollection<ScopeCommit> commits)
    {
        foreach (var commit in commits) Find(commit.Scope)?.Publish(commit);
    }

    /// <summary>The feed of a scope that somebody watches.</summary>
    internal ScopeFeed? Find(Scope scope) => _feeds.GetValueOrDefault(scope);

    /// <summary>Begins a watch that holds back what comes until it goes live.</summary>
    internal Subscription Subscribe(ChatConnection connection, Scope scope)
    {
        while (true)
        {
            var feed = _feeds.GetOrAdd(scope, s => new ScopeFeed(s, this));
            var subscription = new Subscription(connection, feed);
            if (!feed.Add(subscription)) continue;
            connection.Watches.Put(subscription)?.End();
            return subscription;
        }
    }

    internal void Retire(ScopeFeed feed) => _feeds.TryRemove(new(feed.Scope, feed));

    internal ChangeSet SetOf(Scope scope, ScopeFeed.Segment segment, long head, long number)
    {
        var set = new ChangeSet
        {
            Scope = scope.ToString(),
            From = segment.From,
            To = segment.To,
            Head = Math.Max(head, segment.To),
            Incarnation = segment.Incarnation,
            Number = scope.Kind == ScopeKind.Room ? number : null,
        };
        var rows = Options.FromDatabase ? Read(scope, segment) : segment.Current;
        foreach (var ofKind in rows.GroupBy(r => r.Kind)) set = ofKind.Key.Put(set, [.. ofKind.OrderBy(r => r.Revision)]);
        return set;
    }

    private List<Row> Read(Scope scope, ScopeFeed.Segment segment)
    {
        using var snapshot = database.ReadSnapshot();
        var rows = new List<Row>();
        foreach (var kind in RowKinds.Of(scope.Kind))
            rows.AddRange(kind.Read(snapshot.Rows, scope.Id, segment.From, segment.To, int.MaxValue));
        return rows;
    }

    [LoggerMessage(LogLevel.Error, "A change set of {Scope} was not sent; its watchers catch up")]
    internal partial void LogNotSent(Exception exception, Scope scope);
}

/// <summary>How the feed builds its sets.</summary>
public sealed class FeedOptions
{
    /// <summary>True: from the database alone, as after a loss of memory.</summary>
    public bool FromDatabase { get; set; }

    /// <summary>
    /// For how long the sets of a busy room are merged: short enough to be felt by nobody, long enough that a busy room costs
    /// each watcher a hundred wake-ups a second, not a thousand.
    /// </summary>
    public TimeSpan RoomWindow { get; set; } = TimeSpan.FromMilliseconds(8);

    /// <summary>
    /// By how much a watcher makes it longer: about what a set to one costs, so that a large room that is never silent
    /// keeps half a core busy, and not a whole one that falls behind.
    /// </summary>
    public TimeSpan WindowPerWatcher { get; set; } = TimeSpan.FromMicroseconds(20);

    /// <summary>
    /// The same of other scopes. What is a person's own changes with each message they write: how far they have read, which
    /// their other devices show.
    /// </summary>
    public TimeSpan OtherWindow { get; set; } = TimeSpan.FromMilliseconds(100);
}
