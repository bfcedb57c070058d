namespace Chat.Client.Cli;

internal sealed class JoinCommand() : SlashCommand("join", "/join [ROOM]", "join a room, or the one that is shown")
{
    public override async Task<string?> RunAsync(ScreenController screen, string argument)
    {
        Guid room;
        if (argument.Length == 0)
        {
            if (screen.Ui.Room is not { } shown) return "Which room? /join NAME";
            room = shown;
        }
        else
        {
            var found = await RoomNames.FindAsync(screen.Chat, argument, default);
            if (!found.Ok) return found.Error!.Message;
            room = found.Value!.Id;
        }

        var joined = await screen.Chat.JoinRoomAsync(room);
        if (!joined.Ok) return joined.Error!.Message;
        screen.Later(() => screen.Open(room));
        return null;
    }
}
