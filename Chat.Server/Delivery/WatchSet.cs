using Chat.Contracts;

namespace Chat.Server;

/// <summary>
/// What one connection watches: looked over with every beat, changed seldom. An array that is replaced, never changed, is
/// the least that thousands of connections with two watches each can hold.
/// </summary>
internal sealed class WatchSet
{
    private readonly Lock _lock = new();
    private volatile Subscription[] _all = [];

    /// <summary>All of them, as they are now.</summary>
    public Subscription[] All => _all;

    /// <summary>The watch of a scope, if there is one.</summary>
    public Subscription? Find(Scope scope)
    {
        foreach (var subscription in _all)
            if (subscription.Feed.Scope == scope) return subscription;
        return null;
    }

    /// <summary>Adds a watch, in the place of one of the same scope.</summary>
    /// <returns>The one that was there.</returns>
    public Subscription? Put(Subscription subscription)
    {
        lock (_lock)
        {
            var old = Find(subscription.Feed.Scope);
            _all = [.. _all.Where(s => s != old), subscription];
            return old;
        }
    }

    /// <summary>Takes a watch out, unless another of its scope has taken its place.</summary>
    public void Remove(Subscription subscription)
    {
        lock (_lock) _all = [.. _all.Where(s => s != subscription)];
    }
}
