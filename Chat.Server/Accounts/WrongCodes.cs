using Chat.Contracts;

namespace Chat.Server;

/// <summary>
/// Counts the wrong codes that an account tried, as <see cref="SignInDesk"/> counts wrong passwords. A right one doesn't
/// forget them: a code that is right can be had by anybody, by asking for one.
/// </summary>
internal sealed class WrongCodes(TimeProvider time)
{
    private const int Most = 5;
    private static readonly TimeSpan Locked = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, (int Count, long Last)> _ofAccounts = [];

    /// <summary>Looks for a code, unless the account tried too many wrong ones; counts it when it is one.</summary>
    public Outcome<T> Try<T>(Guid account, Func<Outcome<T>> find)
    {
        // Within the lock, so that attempts made at once can't slip past the count.
        lock (_lock)
        {
            var now = time.GetTimestamp();
            var (count, last) = _ofAccounts.GetValueOrDefault(account);
            var since = time.GetElapsedTime(last, now);
            if (count > 0 && since >= Locked) count = 0;
            if (count >= Most) return Refusals.Retry(ErrorCodes.LockedOut,
                "Too many wrong codes. Wait a few minutes, then try again.", (int)Math.Ceiling((Locked - since).TotalMilliseconds));
            var found = find();
            if (found.Error is not { Code: ErrorCodes.WrongCode }) return found;
            Forget(now);
            _ofAccounts[account] = (count + 1, now);
            return found;
        }
    }

    private void Forget(long now)
    {
        foreach (var (account, wrong) in _ofAccounts)
            if (time.GetElapsedTime(wrong.Last, now) >= Locked) _ofAccounts.Remove(account);
    }
}
