using Microsoft.Extensions.Options;

namespace Chat.Server;

/// <summary>
/// A token bucket per person: how fast somebody may post. Asked by the one writer only, so it needs no lock; a person who
/// was silent long enough to be full again is forgotten.
/// </summary>
public sealed class PostRates(IOptions<PostRateOptions> options, TimeProvider time)
{
    private readonly Dictionary<Guid, (double Tokens, long At)> _buckets = [];
    private int _sweep;

    /// <summary>Takes a token for one message.</summary>
    /// <returns>Milliseconds to wait, or null when the message may go.</returns>
    public int? Take(Guid person)
    {
        var (rate, burst) = (options.Value.PerSecond, options.Value.Burst);
        var now = time.GetTimestamp();
        if (++_sweep % 10_000 == 0) Sweep(now);
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

    private void Sweep(long now)
    {
        var full = TimeSpan.FromSeconds(options.Value.Burst / options.Value.PerSecond);
        foreach (var (person, bucket) in _buckets)
            if (time.GetElapsedTime(bucket.At, now) > full) _buckets.Remove(person);
    }
}

/// <summary>How fast one person may post, over all of their devices.</summary>
public sealed class PostRateOptions
{
    /// <summary>Messages a second, in the long run.</summary>
    public double PerSecond { get; set; } = 50;

    /// <summary>Messages at once, as after a time offline.</summary>
    public double Burst { get; set; } = 500;
}
