using Chat.Contracts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Chat.Server;

/// <summary>
/// Compares passwords and counts the wrong ones. The whole of an attempt is within one turn to hash, so that attempts
/// made at once can't slip past the count.
/// </summary>
internal sealed class SignInDesk(
    ChatDatabase database, RoomLog log, Passwords passwords, IOptions<IdentityOptions> identity, TimeProvider time)
{
    public static Error WrongPassword => Refusals.Final(ErrorCodes.WrongPassword, "The user name or the password is wrong.");
    public static Error Disabled => Refusals.Final(ErrorCodes.Forbidden, "This account has been shut out. Ask the operator of this server.");

    /// <summary>Begins a session, if the password is right.</summary>
    public async Task<Outcome<Account>> SignInAsync(string? userName, string? password, NewSession session, CancellationToken stop)
    {
        var entered = await passwords.EnterAsync(stop);
        if (entered.Value is not { } turn) return entered.Error!;
        using (turn)
        {
            var account = await FindAsync(UserNames.Normalize(userName ?? ""));
            var verified = await VerifyAsync(turn, account, password);
            if (!verified.Ok) return verified.Error!;
            var rehashed = verified.Value == PasswordVerificationResult.SuccessRehashNeeded ? await turn.HashAsync(password!) : null;
            return await log.RunAsync(new BeginSessionChange(account!.Id, account.PasswordHash!, rehashed, session));
        }
    }

    /// <summary>Changes the caller's password, if they know the current one, and ends their other sessions.</summary>
    public async Task<Outcome<EndedSessions>> ChangePasswordAsync(Caller caller, ChangePassword request, CancellationToken stop)
    {
        if (Passwords.Check(request.New) is { } refusal) return refusal;
        var entered = await passwords.EnterAsync(stop);
        if (entered.Value is not { } turn) return entered.Error!;
        using (turn)
        {
            var account = await FindAsync(caller.Person);
            var verified = await VerifyAsync(turn, account, request.Current);
            if (!verified.Ok) return verified.Error!;
            var hash = await turn.HashAsync(request.New);
            return await log.RunAsync(new ChangePasswordChange(caller, account!.PasswordHash!, hash));
        }
    }

    /// <summary>The hash of a person's password: what is allowed under one password ends with it.</summary>
    public async Task<string?> PasswordOfAsync(Guid person) => (await FindAsync(person))?.PasswordHash;

    private async Task<Outcome<PasswordVerificationResult>> VerifyAsync(Passwords.Turn turn, Account? account, string? password)
    {
        if (account?.LockoutEnd is { } end && end > time.GetUtcNow()) return Locked(end);
        var result = await turn.VerifyAsync(account?.PasswordHash, password);
        if (result != PasswordVerificationResult.Failed) return result;
        if (account is not null)
        {
            var counted = await log.RunAsync(new CountWrongPasswordChange(account.Id, identity.Value.Lockout));
            // An attempt that can't be counted isn't answered, or a busy database would be a way around the count.
            if (!counted.Ok) return counted.Error!;
        }

        return WrongPassword;
    }

    private Error Locked(DateTimeOffset end) => Refusals.Retry(ErrorCodes.LockedOut,
        "Too many wrong passwords. Wait a few minutes, then try again.", (int)Math.Ceiling((end - time.GetUtcNow()).TotalMilliseconds));

    private async Task<Account?> FindAsync(string normalized)
    {
        await using var db = database.Read();
        return await db.Users.FirstOrDefaultAsync(a => a.NormalizedUserName == normalized);
    }

    private async Task<Account?> FindAsync(Guid id)
    {
        await using var db = database.Read();
        return await db.Users.FirstOrDefaultAsync(a => a.Id == id);
    }
}
