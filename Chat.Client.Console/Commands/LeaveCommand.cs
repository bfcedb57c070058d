namespace Chat.Client.Cli;

internal sealed class LeaveCommand() : SlashCommand("leave", "/leave", "leave the room that is shown")
{
    public override async Task<string?> RunAsync(ScreenController screen, string argument)
    {
        if (argument.Length > 0) return "/leave leaves the room that is shown; go to the other one first.";
        if (screen.Ui.Room is not { } room) return "No room is shown.";
        var name = screen.Screen.Header?.Name ?? "the room";
        var left = await screen.Chat.LeaveRoomAsync(room);
        if (!left.Ok) return left.Error!.Message;
        screen.Later(() => screen.OpenAfterLeaving(room));
        return $"You left {name}.";
    }
}
