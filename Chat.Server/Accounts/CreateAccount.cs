using System.Security.Cryptography;
using Chat.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Chat.Server;

/// <summary>
/// Makes an account, its first session and its membership in the common room, all or nothing. With the secret of the
/// set-up link it makes the admin, once, and the common room with them.
/// </summary>
/// <param name="name">The name, which keeps the rules.</param>
/// <param name="passwordHash">The hash of the password.</param>
/// <param name="session">The session that it begins with.</param>
/// <param name="commonRoom">The common room, once there is one.</param>
/// <param name="setUpHash">The hash of the set-up link's secret; none when somebody registers.</param>
internal sealed class CreateAccountChange(
    UserNameForms name, string passwordHash, NewSession session, Guid? commonRoom, byte[]? setUpHash) : Change<Account>
{
    private readonly Guid _id = Guid.NewGuid();
    private readonly Guid _newRoom = Guid.NewGuid();

    public static Error Taken => Refusals.Final(ErrorCodes.NameTaken,
        "Somebody has this name, or one that looks like it. Choose another.");

    public override void Need(Needs needs)
    {
        needs.Scope(Scope.People);
        RoomMembers.Need(needs, commonRoom ?? _newRoom, _id);
        needs.Other(db => db.Settings.Where(s => s.Name == SetUpLinks.SettingName));
        needs.Other(db => db.Users
            .Where(a => a.NormalizedUserName == name.Normalized || a.Skeleton == name.Skeleton));
    }

    public override Outcome<Account> Apply(Batch batch)
    {
        var link = batch.Local<Setting>().FirstOrDefault(s => s.Name == SetUpLinks.SettingName);
        if (setUpHash is null && link is not null) return SetUpLinks.Required;
        if (setUpHash is not null && (link is null || !CryptographicOperations.FixedTimeEquals(link.Value, setUpHash)))
            return SetUpLinks.Invalid;
        if (batch.Local<Account>().Any(a => a.NormalizedUserName == name.Normalized || a.Skeleton == name.Skeleton))
            return Taken;

        if (link is not null) batch.Remove(link);
        var account = batch.Add(new Account
        {
            Id = _id,
            UserName = name.Shown,
            NormalizedUserName = name.Normalized,
            Skeleton = name.Skeleton,
            PasswordHash = passwordHash,
            Admin = setUpHash is not null,
            Revision = batch.NextRevision(Scope.People),
        });
        batch.Changed(Scope.People, PersonRow.Kind, account);
        batch.Add(session.For(_id, batch.Now));
        EnterCommonRoom(batch);
        return account;
    }

    private void EnterCommonRoom(Batch batch)
    {
        if (commonRoom is { } room)
        {
            RoomMembers.Admit(batch, room, _id, Roles.Member);
            return;
        }

        CreateRoomChange.Make(batch, _newRoom, _id, request: _newRoom, CommonRoom.FirstName, topic: "", isPrivate: false);
        batch.Add(new Setting { Name = CommonRoom.SettingName, Value = _newRoom.ToByteArray(bigEndian: true) });
    }
}

/// <summary>The room that every new account joins.</summary>
internal static class CommonRoom
{
    /// <summary>Its name at first; its owners may change it, so it is kept by its id.</summary>
    public const string FirstName = "general";

    /// <summary>Where its id is kept.</summary>
    public const string SettingName = "common-room";

    /// <summary>The room; none before there is an account.</summary>
    public static async Task<Guid?> FindAsync(ChatDb db) =>
        await db.Settings.FirstOrDefaultAsync(s => s.Name == SettingName) is { } setting
            ? new Guid(setting.Value, bigEndian: true)
            : null;
}
