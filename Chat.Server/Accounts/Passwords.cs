using System.Text;
using Chat.Contracts;
using Microsoft.AspNetCore.Identity;

namespace Chat.Server;

/// <summary>
/// Passwords: their rules, their hashes, and the queue for hashing. A hash costs 45 ms of CPU, so one is made at a time,
/// and who would wait behind many others is told to come back: guessing can't starve the chat.
/// </summary>
internal sealed class Passwords(IPasswordHasher<Account> hasher) : IDisposable
{
    /// <summary>The shortest password, in characters.</summary>
    public const int MinLength = 8;

    /// <summary>The longest password, in bytes of UTF-8.</summary>
    public const int MaxBytes = 1024;

    private const int MostWaiting = 20;
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Lazy<string> _nobodys = new(() => hasher.HashPassword(null!, Guid.NewGuid().ToString()));
    private int _waiting;

    /// <summary>Why a new password is refused; null when it is good.</summary>
    public static Error? Check(string? password)
    {
        if (password is null || password.EnumerateRunes().Count() < MinLength)
            return Refusals.Final(ErrorCodes.WeakPassword, $"A password has at least {MinLength} characters.");
        if (Encoding.UTF8.GetByteCount(password) > MaxBytes)
            return Refusals.Final(ErrorCodes.TooLong, $"A password has at most {MaxBytes} bytes.");
        return IsWellFormed(password) ? null
            : Refusals.Final(ErrorCodes.ForbiddenCharacters, "The password has broken Unicode in it.");
    }

    /// <summary>Waits for the turn to hash; disposing gives it on. Refuses when too many wait already.</summary>
    public async Task<Outcome<Turn>> EnterAsync(CancellationToken stop)
    {
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return Refusals.Retry(ErrorCodes.Rate, "Many people are signing in. Try again in a moment.", (int)ComeBack.TotalMilliseconds);
        }

        try
        {
            await _one.WaitAsync(stop);
            return new Turn(this);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>The turn to hash.</summary>
    internal sealed class Turn(Passwords passwords) : IDisposable
    {
        /// <summary>The hash of a good password.</summary>
        public Task<string> HashAsync(string password) =>
            Task.Run(() => passwords.Hash(password));

        /// <summary>Compares; takes as long when there is nothing to compare with, so that time doesn't tell who has an account.</summary>
        public Task<PasswordVerificationResult> VerifyAsync(string? hash, string? password) =>
            Task.Run(() => passwords.Verify(hash, password));

        public void Dispose() => passwords._one.Release();
    }

    /// <summary>The hash, outside of a server, where nobody waits.</summary>
    public string Hash(string password) => hasher.HashPassword(null!, password.Normalize(NormalizationForm.FormC));

    private PasswordVerificationResult Verify(string? hash, string? password)
    {
        // What no password could be isn't worth normalising.
        var possible = Check(password) is null;
        var text = possible ? password!.Normalize(NormalizationForm.FormC) : "";
        var result = hasher.VerifyHashedPassword(null!, hash ?? _nobodys.Value, text);
        return hash is not null && possible ? result : PasswordVerificationResult.Failed;
    }

    private static bool IsWellFormed(string text) => !text.EnumerateRunes().Contains(Rune.ReplacementChar);
}
