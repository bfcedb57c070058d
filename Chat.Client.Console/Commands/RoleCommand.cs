using Chat.Contracts;

namespace Chat.Client.Cli;

internal sealed class RoleCommand() : SlashCommand("role", "/role PERSON owner|member", "make a member an owner, or an owner a member; owners")
{
    public override ArgumentKind Takes => ArgumentKind.Person;

    public override IReadOnlyList<string> ThenTakes { get; } = [Roles.Owner, Roles.Member];

    public override async Task<string?> RunAsync(ICommandPlace place, string argument)
    {
        if (place.Room is not { } room) return "No room is shown.";
        if (argument.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var name, var wanted]) return "Whom, and what? /role NAME owner, or /role NAME member";
        if (ThenTakes.FirstOrDefault(role => string.Equals(role, wanted, StringComparison.OrdinalIgnoreCase)) is not { } role)
            return $"There is no role {wanted}: a person is an owner or a member of a room.";
        var person = await PersonNames.FindAsync(place.Chat, name, default);
        if (!person.Ok) return person.Error!.Message;
        var set = await place.Chat.SetRoleAsync(room, person.Value!.Id, role);
        return set.Ok ? $"{PersonNames.Full(person.Value)} is {(role == Roles.Owner ? "an owner" : "a member")} of the room." : set.Error!.Message;
    }
}
