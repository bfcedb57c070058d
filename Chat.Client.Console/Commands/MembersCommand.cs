namespace Chat.Client.Cli;

internal sealed class MembersCommand() : SlashCommand("members", "/members", "who is in the room")
{
    public override Task<string?> RunAsync(ICommandPlace place, string argument)
    {
        if (place.Room is null) return Task.FromResult<string?>("No room is shown.");
        place.ShowMembers();
        return Task.FromResult<string?>(null);
    }
}
