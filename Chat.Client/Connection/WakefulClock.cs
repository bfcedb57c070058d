namespace Chat.Client;

/// <summary>
/// Milliseconds that never go back, and that go on while the computer sleeps: the steady clock, put forward by what
/// the calendar says was slept through.
/// </summary>
internal sealed class WakefulClock(TimeProvider time)
{
    private static readonly TimeSpan Slept = TimeSpan.FromSeconds(2);

    private DateTimeOffset _now = time.GetUtcNow();
    private DateTimeOffset _calendar = time.GetUtcNow();
    private long _timestamp = time.GetTimestamp();

    /// <summary>The time now; to be asked by one thread.</summary>
    public long Now()
    {
        var (calendar, timestamp) = (time.GetUtcNow(), time.GetTimestamp());
        var steady = time.GetElapsedTime(_timestamp, timestamp);
        var passed = calendar - _calendar > steady + Slept ? calendar - _calendar : steady;
        (_calendar, _timestamp) = (calendar, timestamp);
        _now += passed;
        return _now.ToUnixTimeMilliseconds();
    }
}
