namespace Chat.Client.Cli;

internal sealed class LeaveCommand() : SlashCommand("leave", "/leave", "leave the room that is shown")
{
    public override async Task<string?> RunAsync(ICommandPlace place, string argument)
    {
        if (argument.Length > 0) return "/leave leaves the room that is shown; go to the other one first.";
        if (place.Room is not { } room) return "No room is shown.";
        var name = place.Header?.Name ?? "the room";
        var left = await place.Chat.LeaveRoomAsync(room);
        if (!left.Ok) return left.Error!.Message;
        place.Later(() => place.OpenAfterLeaving(room));
        return $"You left {name}.";
    }
}
