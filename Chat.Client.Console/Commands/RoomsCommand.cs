namespace Chat.Client.Cli;

internal sealed class RoomsCommand() : SlashCommand("rooms", "/rooms [PART OF A NAME]", "find a room")
{
    public override Task<string?> RunAsync(ScreenController screen, string argument)
    {
        screen.ShowGoTo(argument);
        return Task.FromResult<string?>(null);
    }
}
