namespace Chat.Client.Cli;

/// <summary>Lets the screen's thread rest until there is something to do: a key, news, a signal, or a time that was agreed on.</summary>
/// <param name="time">The clock.</param>
/// <param name="leftovers">What is cleared away meanwhile; none: nothing is.</param>
internal sealed class Rest(TimeProvider time, Leftovers? leftovers = null)
{
    // The terminal library looks by itself for what comes to nothing without another key: an Esc that begins no sequence,
    // a click that is not doubled, a question that the terminal doesn't answer.
    private static readonly TimeSpan Lively = TimeSpan.FromSeconds(2);

    // By then it also gives up a paste that has no end.
    private static readonly TimeSpan LastLook = TimeSpan.FromSeconds(6);

    private TaskCompletionSource _woken = new();
    private long _stirred = time.GetTimestamp();
    private bool _looksOnceMore;

    /// <summary>Nobody tells of what is typed, so that the library has to look for it.</summary>
    public bool IsOff { get; set; }

    /// <summary>There is something to do. From any thread.</summary>
    public void Wake() => Volatile.Read(ref _woken).TrySetResult();

    /// <summary>As <see cref="Wake"/>, and nobody rests for a while: the terminal said something, or became another. From any thread.</summary>
    public void Stir()
    {
        Volatile.Write(ref _stirred, time.GetTimestamp());
        Wake();
    }

    /// <summary>Returns when there is something to do, at the latest after a time. Only in the screen's thread.</summary>
    public void Wait(TimeSpan longest)
    {
        var still = time.GetElapsedTime(Volatile.Read(ref _stirred));
        if (IsOff || still < Lively)
        {
            _looksOnceMore = true;
            longest = TimeSpan.Zero;
        }
        else if (_looksOnceMore)
        {
            var look = LastLook - still;
            _looksOnceMore = look > TimeSpan.Zero;
            if (look < longest) longest = look;
        }

        // As a task: the thread pool, to which this thread belongs, then makes up for the one that is missing.
        if (longest > TimeSpan.Zero && !_woken.Task.Wait(longest)) leftovers?.Rested();

        // Before anybody looks for what there is to do, with a fence between: what comes after that wakes the next time.
        if (!_woken.Task.IsCompleted) return;
        Interlocked.Exchange(ref _woken, new TaskCompletionSource());
        leftovers?.Worked();
    }
}
