using Terminal.Gui.Time;

namespace Chat.Client.Cli;

/// <summary>
/// The time for the terminal library's timers. It begins as the clock on the wall and never goes back: by that clock the screen
/// would stand still for the hour that is repeated in autumn.
/// </summary>
internal sealed class SteadyTime(TimeProvider time) : ITimeProvider
{
    private readonly DateTime _begin = time.GetLocalNow().DateTime;
    private readonly long _timestamp = time.GetTimestamp();

    public DateTime Now => _begin + time.GetElapsedTime(_timestamp);

    public Task Delay(TimeSpan duration, CancellationToken cancellationToken = default) => Task.Delay(duration, time, cancellationToken);

    public Terminal.Gui.Time.ITimer CreateTimer(TimeSpan interval, Action callback) => new SystemTimeProvider().CreateTimer(interval, callback);
}
