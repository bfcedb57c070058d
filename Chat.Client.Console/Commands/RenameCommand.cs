namespace Chat.Client.Cli;

internal sealed class RenameCommand() : SlashCommand("rename", "/rename NAME", "rename the room; owners")
{
    public override async Task<string?> RunAsync(ScreenController screen, string argument)
    {
        if (screen.Ui.Room is not { } room) return "No room is shown.";
        var name = argument.TrimStart('#');
        if (name.Length == 0) return "What shall it be called? /rename NAME";
        var renamed = await screen.Chat.RenameRoomAsync(room, name);
        return renamed.Ok ? null : renamed.Error!.Message;
    }
}
