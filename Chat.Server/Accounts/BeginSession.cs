using System.Globalization;
using Chat.Contracts;
using Microsoft.AspNetCore.Identity;

namespace Chat.Server;

/// <summary>A session that is about to begin, and its token, which is told once and kept nowhere.</summary>
internal sealed record NewSession(Guid Id, string Token, string Device)
{
    private const int MaxDevice = 100;

    /// <summary>A session for a device, by what it calls itself or else by its user agent.</summary>
    public static NewSession On(string? device, HttpRequest request) => Called(NameOf(device, request));

    /// <summary>A session for a device whose name was read by <see cref="NameOf"/>.</summary>
    public static NewSession Called(string device) => new(Guid.NewGuid(), SessionTokens.Make(), device);

    /// <summary>A device's name: what it calls itself, or else its user agent, with nothing in it that can't be seen.</summary>
    public static string NameOf(string? device, HttpRequest request)
    {
        var name = device is { Length: > 0 } ? device : request.Headers.UserAgent.ToString();
        name = new string([.. name.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format)]).Trim();
        return name.Length > MaxDevice ? name[..MaxDevice] : name;
    }

    /// <summary>The row.</summary>
    public Session For(Guid account, long now) => new()
    {
        Id = Id,
        TokenHash = SessionTokens.Hash(Token),
        AccountId = account,
        Device = Device,
        CreatedAt = now,
        LastUsedAt = now,
    };
}

/// <summary>Begins a session for an account whose password was right; that forgets the wrong ones before it.</summary>
/// <param name="account">The account.</param>
/// <param name="verified">The hash that the password was compared with: when it changed meanwhile, the password is wrong.</param>
/// <param name="rehashed">A new hash of the same password, when the old one's kind is outdated.</param>
/// <param name="session">The session.</param>
internal sealed class BeginSessionChange(Guid account, string verified, string? rehashed, NewSession session) : Change<Account>
{
    public override void Need(Needs needs) => needs.Account(account);

    public override Outcome<Account> Apply(Batch batch)
    {
        if (batch.Account(account) is not { } row || row.PasswordHash != verified) return SignInDesk.WrongPassword;
        if (row.Disabled) return SignInDesk.Disabled;
        row.AccessFailedCount = 0;
        row.LockoutEnd = null;
        row.PasswordHash = rehashed ?? verified;
        batch.Add(session.For(account, batch.Now));
        return row;
    }
}

/// <summary>
/// Begins a session that somebody who is signed in allowed, as long as their own session lasts: a sign-out, or a password that
/// was changed or reset since, takes the permission back.
/// </summary>
internal sealed class BeginAllowedSessionChange(Permission permission, NewSession session) : Change<Account>
{
    public override void Need(Needs needs)
    {
        needs.Caller(permission.By);
        needs.Account(permission.By.Person);
    }

    public override Outcome<Account> Apply(Batch batch)
    {
        if (!batch.MayAct(permission.By) || batch.Account(permission.By.Person) is not { } account || account.PasswordHash != permission.Password)
            return DeviceRequests.Denied;
        batch.Add(session.For(account.Id, batch.Now));
        return account;
    }
}

/// <summary>Counts a wrong password; enough of them lock the account for a while.</summary>
internal sealed class CountWrongPasswordChange(Guid account, LockoutOptions options) : Change<Done>
{
    public override void Need(Needs needs) => needs.Account(account);

    public override Outcome<Done> Apply(Batch batch)
    {
        if (batch.Account(account) is not { } row) return Done.Value;
        if (++row.AccessFailedCount < options.MaxFailedAccessAttempts) return Done.Value;
        row.AccessFailedCount = 0;
        row.LockoutEnd = DateTimeOffset.FromUnixTimeMilliseconds(batch.Now) + options.DefaultLockoutTimeSpan;
        return Done.Value;
    }
}
