using Microsoft.Extensions.Time.Testing;

namespace Chat.Tests.Support;

/// <summary>A test's clock as a server has it, which knows how many loops wait for its ticks: a tick before that is none to them.</summary>
internal sealed class AwaitedClock(FakeTimeProvider clock) : TimeProvider
{
    private int _loops;

    /// <summary>How many loops have begun to wait.</summary>
    public int Loops => Volatile.Read(ref _loops);

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = clock.CreateTimer(callback, state, dueTime, period);
        if (period != Timeout.InfiniteTimeSpan) Interlocked.Increment(ref _loops);
        return timer;
    }
}
