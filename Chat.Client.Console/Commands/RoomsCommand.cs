namespace Chat.Client.Cli;

internal sealed class RoomsCommand() : SlashCommand("rooms", "/rooms [PART OF A NAME]", "find a room")
{
    public override ArgumentKind Takes => ArgumentKind.Room;

    public override Task<string?> RunAsync(ICommandPlace place, string argument)
    {
        place.ShowGoTo(argument);
        return Task.FromResult<string?>(null);
    }
}
