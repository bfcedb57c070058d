namespace Chat.Server;

/// <summary>How often one may change how one is shown: everybody who is connected hears of each change.</summary>
public sealed class ProfileRates(TimeProvider time)
{
    private const double PerSecond = 1 / 5.0, Burst = 12;

    private readonly TokenBuckets _buckets = new(time);

    /// <summary>Takes a token for one change.</summary>
    /// <returns>Milliseconds to wait, or null when the change may be made.</returns>
    public int? Take(Guid person) => _buckets.Take(person, PerSecond, Burst);
}
