namespace Chat.Client.Cli;

internal sealed class JoinCommand() : SlashCommand("join", "/join [ROOM]", "join a room, or the one that is shown")
{
    public override ArgumentKind Takes => ArgumentKind.Room;

    public override async Task<string?> RunAsync(ICommandPlace place, string argument)
    {
        Guid room;
        if (argument.Length == 0)
        {
            if (place.Room is not { } shown) return "Which room? /join NAME";
            room = shown;
        }
        else
        {
            var found = await RoomNames.FindAsync(place.Chat, argument, default);
            if (!found.Ok) return found.Error!.Message;
            room = found.Value!.Id;
        }

        var joined = await place.Chat.JoinRoomAsync(room);
        if (!joined.Ok) return joined.Error!.Message;
        place.Later(() => place.Open(room));
        return null;
    }
}
