namespace Chat.Server;

/// <summary>
/// A token bucket per person: how fast somebody may do a thing. Asked by the one writer only, so it needs no lock; a
/// person who was silent long enough to be full again is forgotten.
/// </summary>
internal sealed class TokenBuckets(TimeProvider time)
{
    private readonly Dictionary<Guid, (double Tokens, long At)> _buckets = [];
    private int _sweep;

    /// <summary>Takes a token of a bucket that holds <paramref name="burst"/> and gets <paramref name="rate"/> a second.</summary>
    /// <returns>Milliseconds to wait, or null when there was one.</returns>
    public int? Take(Guid person, double rate, double burst)
    {
        var now = time.GetTimestamp();
        if (++_sweep % 10_000 == 0) Sweep(now, TimeSpan.FromSeconds(burst / rate));
        var (tokens, at) = _buckets.GetValueOrDefault(person, (burst, now));
        tokens = Math.Min(burst, tokens + (time.GetElapsedTime(at, now).TotalSeconds * rate));
        if (tokens < 1)
        {
            _buckets[person] = (tokens, now);
            return (int)Math.Ceiling((1 - tokens) / rate * 1_000);
        }
        _buckets[person] = (tokens - 1, now);
        return null;
    }

    private void Sweep(long now, TimeSpan full)
    {
        foreach (var (person, bucket) in _buckets)
            if (time.GetElapsedTime(bucket.At, now) > full) _buckets.Remove(person);
    }
}
