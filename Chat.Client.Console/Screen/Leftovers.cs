namespace Chat.Client.Cli;

/// <summary>Gives the memory back that much work left behind, such as thousands of messages at once, as soon as nothing was to be done for a while.</summary>
/// <param name="time">The clock.</param>
/// <param name="allocated">How many bytes were allocated until now, ever.</param>
/// <param name="collect">Finds what is used no more, and hands its memory to the system.</param>
internal sealed class Leftovers(TimeProvider time, Func<long> allocated, Action collect)
{
    /// <summary>So much, in bytes, that it is worth the search.</summary>
    public const long Worth = 8 << 20;

    /// <summary>Whoever pauses for so long is not in the middle of a word.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);

    private long _worked = time.GetTimestamp();
    private long _before = allocated();

    /// <summary>Those of this process.</summary>
    public static Leftovers OfProcess(TimeProvider time) => new(
        time, () => GC.GetTotalAllocatedBytes(), () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true));

    /// <summary>There was something to do.</summary>
    public void Worked() => _worked = time.GetTimestamp();

    /// <summary>There was nothing to do.</summary>
    public void Rested()
    {
        if (time.GetElapsedTime(_worked) < Quiet || allocated() - _before < Worth) return;
        collect();
        _before = allocated();
    }
}
