namespace Chat.Client.Cli;

internal sealed class RenameCommand() : SlashCommand("rename", "/rename NAME", "rename the room; owners")
{
    public override async Task<string?> RunAsync(ICommandPlace place, string argument)
    {
        if (place.Room is not { } room) return "No room is shown.";
        var name = argument.TrimStart('#');
        if (name.Length == 0) return "What shall it be called? /rename NAME";
        var renamed = await place.Chat.RenameRoomAsync(room, name);
        return renamed.Ok ? null : renamed.Error!.Message;
    }
}
