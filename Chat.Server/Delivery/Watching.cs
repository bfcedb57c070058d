using Chat.Contracts;

namespace Chat.Server;

/// <summary>The way in and the way back for every scope: subscribe first, then read, then let through what came meanwhile.</summary>
public sealed class Watching(ChatDatabase database, ChangeFeed feed)
{
    /// <summary>A connection began to watch a room, and nothing but the answer is on its way yet.</summary>
    public event Action<ChatConnection, Guid>? RoomWatched;

    private static Limits Limits => Limits.Default;

    public Outcome<WatchAnswers> Watch(ChatConnection connection, WatchRequest request)
    {
        if (request.Items is null || request.Items.Any(i => i is null)) return Refusals.Invalid("items: name the scopes to watch.");
        if (request.Items.Count > Limits.WatchItems)
            return Refusals.Final(ErrorCodes.TooLong, $"Watch at most {Limits.WatchItems} scopes a call.");
        var scopes = new List<Scope>();
        foreach (var item in request.Items)
        {
            if (!Scope.TryParse(item.Scope, out var scope))
                return Refusals.Invalid("scope: write room:<id>, person:<id> or people.");
            scopes.Add(scope);
        }
        if (connection.Watches.All.Select(w => w.Feed.Scope).Union(scopes).Count() > Limits.Watches)
            return Refusals.Final(ErrorCodes.TooManyWatches, $"Watch at most {Limits.Watches} scopes at a time; end some first.");

        var answers = new List<WatchAnswer>(scopes.Count);
        var live = new List<Scope>();
        var bytes = 0;
        var subscriptions = scopes.Select(scope => feed.Subscribe(connection, scope)).ToList();
        try
        {
            using var snapshot = database.ReadSnapshot();
            var reader = new ScopeReader(snapshot.Rows, connection.Caller, database.Incarnation);
            if (!ScopeReader.IsSignedIn(snapshot.Rows, connection.Caller)) return Refusals.SignedOut;
            for (var i = 0; i < scopes.Count; i++)
            {
                var answer = bytes > Limits.PageBytes ? Without(scopes[i], WatchKinds.Later)
                    : !reader.MayRead(scopes[i]) ? Without(scopes[i], WatchKinds.NotFound)
                    : Read(reader, scopes[i], request.Items[i].Cursor, subscriptions[i]);
                var size = SizeOf(answer);
                // The first always fits a frame; what would make the answer too large waits for the next.
                if (answers.Any(a => a.Set is not null) && bytes + size > Limits.PageBytes)
                    answer = Without(scopes[i], WatchKinds.Later);
                else
                    bytes += size;
                answers.Add(answer);
            }
            for (var i = 0; i < scopes.Count; i++)
            {
                if (answers[i].Set is null) continue;
                if (subscriptions[i].GoLive()) live.Add(scopes[i]);
            }
        }
        finally
        {
            foreach (var subscription in subscriptions.Where(s => !s.IsWatching)) connection.End(subscription);
            // A call may outlive its connection.
            if (connection.Closed) connection.EndAll();
        }
        foreach (var scope in live.Where(s => s.Kind == ScopeKind.Room)) RoomWatched?.Invoke(connection, scope.Id);
        return new WatchAnswers { Answers = answers };
    }

    public void Unwatch(ChatConnection connection, IEnumerable<string> scopes)
    {
        foreach (var text in scopes)
            if (Scope.TryParse(text, out var scope) && connection.Watches.Find(scope) is { } subscription) connection.End(subscription);
    }

    private static WatchAnswer Read(ScopeReader reader, Scope scope, Cursor? cursor, Subscription subscription)
    {
        var counter = reader.Counter(scope);
        subscription.Feed.Saw(counter.Revision);
        return reader.Read(scope, counter, cursor);
    }

    private static WatchAnswer Without(Scope scope, string kind) => new() { Scope = scope.ToString(), Kind = kind };

    private static int SizeOf(WatchAnswer answer) => JsonSize.Row +
        (answer.Set?.Room is { } room ? Room.Kind.SizeOf(room) : 0) +
        (answer.Set?.Messages?.Sum(RoomMessage.SizeOf) ?? 0) +
        (JsonSize.Row * ((answer.Set?.People?.Count ?? 0) + (answer.Set?.Members?.Count ?? 0) + (answer.Set?.Memberships?.Count ?? 0) + (answer.Set?.Markers?.Count ?? 0)));
}
