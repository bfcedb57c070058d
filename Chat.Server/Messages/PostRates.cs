using Microsoft.Extensions.Options;

namespace Chat.Server;

/// <summary>How fast somebody may post.</summary>
public sealed class PostRates(IOptions<PostRateOptions> options, TimeProvider time)
{
    private readonly TokenBuckets _buckets = new(time);

    /// <summary>Takes a token for one message.</summary>
    /// <returns>Milliseconds to wait, or null when the message may go.</returns>
    public int? Take(Guid person) => _buckets.Take(person, options.Value.PerSecond, options.Value.Burst);
}

/// <summary>How fast one person may post, over all of their devices.</summary>
public sealed class PostRateOptions
{
    /// <summary>Messages a second, in the long run.</summary>
    public double PerSecond { get; set; } = 50;

    /// <summary>Messages at once, as after a time offline.</summary>
    public double Burst { get; set; } = 500;
}
