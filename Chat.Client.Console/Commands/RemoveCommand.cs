namespace Chat.Client.Cli;

internal sealed class RemoveCommand() : SlashCommand("remove", "/remove PERSON", "take a person out of the room; owners")
{
    public override async Task<string?> RunAsync(ScreenController screen, string argument)
    {
        if (screen.Ui.Room is not { } room) return "No room is shown.";
        if (argument.Length == 0) return "Whom? /remove NAME";
        var person = await PersonNames.FindAsync(screen.Chat, argument, default);
        if (!person.Ok) return person.Error!.Message;
        var removed = await screen.Chat.RemoveMemberAsync(room, person.Value!.Id);
        return removed.Ok ? $"{person.Value.Name} is no longer in the room." : removed.Error!.Message;
    }
}
