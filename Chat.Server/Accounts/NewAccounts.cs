using Chat.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Chat.Server;

/// <summary>Makes accounts: the first through the set-up link, the others when registration is open.</summary>
internal sealed class NewAccounts(ChatDatabase database, RoomLog log, Passwords passwords, IOptions<ChatOptions> options)
{
    public async Task<Outcome<Account>> SetUpAsync(SetUp request, NewSession session, CancellationToken stop)
    {
        await using (var db = database.Read())
            // Before the hash, so that wrong links cost nothing; the change looks again.
            if (!SessionTokens.TryHash(request.Token, out var sent) ||
                !await db.Settings.AnyAsync(s => s.Name == SetUpLinks.SettingName && s.Value == sent, stop)) return SetUpLinks.Invalid;
        return await MakeAsync(request.UserName, request.Password, session, SessionTokens.Hash(request.Token), stop);
    }

    public async Task<Outcome<Account>> RegisterAsync(Register request, NewSession session, CancellationToken stop)
    {
        await using (var db = database.Read())
            if (await SetUpLinks.IsNeededAsync(db)) return SetUpLinks.Required;
        if (!options.Value.RegistrationOpen)
            return Refusals.Final(ErrorCodes.RegistrationClosed, "New accounts can't be made here. Ask the operator of this server.");
        return await MakeAsync(request.UserName, request.Password, session, null, stop);
    }

    private async Task<Outcome<Account>> MakeAsync(
        string userName, string password, NewSession session, byte[]? setUpHash, CancellationToken stop)
    {
        var read = UserNames.Read(userName);
        if (read.Value is not { } name) return read.Error!;
        if (Passwords.Check(password) is { } refusal) return refusal;
        Guid? commonRoom;
        await using (var db = database.Read())
        {
            if (await db.Users.AnyAsync(a => a.NormalizedUserName == name.Normalized || a.Skeleton == name.Skeleton, stop))
                return CreateAccountChange.Taken;
            commonRoom = await CommonRoom.FindAsync(db);
        }

        string hash;
        var entered = await passwords.EnterAsync(stop);
        if (entered.Value is not { } turn) return entered.Error!;
        using (turn) hash = await turn.HashAsync(password);
        return await log.RunAsync(new CreateAccountChange(name, hash, session, commonRoom, setUpHash));
    }
}
