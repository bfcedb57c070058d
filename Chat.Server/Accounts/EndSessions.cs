using Chat.Contracts;

namespace Chat.Server;

/// <summary>The sessions that a change ended, whose sockets are to be closed.</summary>
internal sealed record EndedSessions(Guid Account, IReadOnlyList<Guid> Sessions);

/// <summary>Signs out: ends one session. Ending it again changes nothing.</summary>
internal sealed class EndSessionChange(Caller caller) : Change<EndedSessions>
{
    public override void Need(Needs needs) => needs.Caller(caller);

    public override Outcome<EndedSessions> Apply(Batch batch)
    {
        if (batch.Local<Session>().FirstOrDefault(s => s.Id == caller.Session) is { } session)
            session.RevokedAt ??= batch.Now;
        return new EndedSessions(caller.Person, [caller.Session]);
    }
}

/// <summary>Changes the caller's password and ends all their other sessions.</summary>
/// <param name="caller">Who asks.</param>
/// <param name="verified">The hash that the current password was compared with.</param>
/// <param name="hash">The new password's hash.</param>
internal sealed class ChangePasswordChange(Caller caller, string verified, string hash) : CallerChange<EndedSessions>(caller)
{
    public override void Need(Needs needs)
    {
        base.Need(needs);
        var account = Caller.Person;
        needs.Other(db => db.Sessions.Where(s => s.AccountId == account && s.RevokedAt == null));
    }

    protected override Outcome<EndedSessions> ApplyChecked(Batch batch)
    {
        var account = batch.Account(Caller.Person)!;
        if (account.PasswordHash != verified) return SignInDesk.WrongPassword;
        account.PasswordHash = hash;
        account.AccessFailedCount = 0;
        account.LockoutEnd = null;

        var others = batch.Local<Session>()
            .Where(s => s.AccountId == account.Id && s.Id != Caller.Session && s.RevokedAt is null).ToList();
        foreach (var session in others) session.RevokedAt = batch.Now;
        return new EndedSessions(account.Id, [.. others.Select(s => s.Id)]);
    }
}

/// <summary>Closes the sockets of sessions that have ended.</summary>
internal sealed class SessionSockets(ChatConnections connections)
{
    /// <summary>Tells them, and closes them: at once, without waiting for any of them.</summary>
    public void Close(EndedSessions ended)
    {
        foreach (var session in ended.Sessions)
            foreach (var connection in connections.OfSession(ended.Account, session))
                _ = CloseAsync(connection);
    }

    private static async Task CloseAsync(ChatConnection connection)
    {
        try
        {
            await connection.AbortAfterAsync(nameof(IChatClient.SignedOut), new SignedOut("This session has ended. Sign in again."));
        }
        catch (Exception)
        {
            // It went away by itself, which is what was wanted.
            connection.Abort();
        }
    }
}
