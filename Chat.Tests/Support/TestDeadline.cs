namespace Chat.Tests.Support;

/// <summary>The end of every wait in a test: so late that it only catches "never".</summary>
public static class TestDeadline
{
    public static readonly TimeSpan Never = TimeSpan.FromSeconds(60);

    public static Task Within(this Task task) => task.WaitAsync(Never, TestContext.Current.CancellationToken);

    public static Task<T> Within<T>(this Task<T> task) => task.WaitAsync(Never, TestContext.Current.CancellationToken);

    public static Task Within(this ValueTask task) => task.AsTask().Within();

    /// <summary>Looks again and again, without holding a thread, until it is so.</summary>
    /// <param name="isSo">What is waited for.</param>
    /// <param name="between">Done before each further look, such as moving the clock.</param>
    public static async Task UntilAsync(Func<bool> isSo, Action? between = null)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        end.CancelAfter(Never);
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!isSo())
        {
            between?.Invoke();
            await looks.WaitForNextTickAsync(end.Token);
        }
    }
}
