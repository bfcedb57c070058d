namespace Chat.Client.Cli;

internal sealed class MembersCommand() : SlashCommand("members", "/members", "who is in the room")
{
    public override Task<string?> RunAsync(ScreenController screen, string argument)
    {
        if (screen.Ui.Room is null) return Task.FromResult<string?>("No room is shown.");
        screen.ShowMembers();
        return Task.FromResult<string?>(null);
    }
}
