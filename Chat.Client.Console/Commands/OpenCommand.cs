namespace Chat.Client.Cli;

internal sealed class OpenCommand() : SlashCommand("open", "/open ROOM", "go to a room")
{
    public override ArgumentKind Takes => ArgumentKind.Room;

    public override async Task<string?> RunAsync(ICommandPlace place, string argument)
    {
        if (argument.Length == 0) return "Which room? /open NAME";
        var found = await RoomNames.FindAsync(place.Chat, argument, default);
        if (!found.Ok) return found.Error!.Message;
        place.Later(() => place.Open(found.Value!.Id));
        return null;
    }
}
