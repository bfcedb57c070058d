using Chat.Contracts;

namespace Chat.Client.Cli;

internal sealed class RoleCommand() : SlashCommand("role", "/role PERSON owner|member", "make a member an owner, or an owner a member; owners")
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

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
        if (!set.Ok) return set.Error!.Message;
        await IsSeenAsync(place.Chat, room, person.Value.Id, role);
        return $"{PersonNames.Full(person.Value)} is {(role == Roles.Owner ? "an owner" : "a member")} of the room.";
    }

    // The answer may come before the change does, which the next command is to find, such as /who.
    private static async Task IsSeenAsync(ChatConnection chat, Guid room, Guid person, string role)
    {
        using var limit = new CancellationTokenSource(LongestWait);
        try
        {
            await foreach (var state in chat.ReadStatesAsync(limit.Token))
                if (!state.Rooms.TryGetValue(room, out var held) || !held.Members.TryGetValue(person, out var member) || member.Role == role) return;
        }
        catch (OperationCanceledException)
        {
            // It is done all the same.
        }
    }
}
