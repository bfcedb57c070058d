namespace Chat.Client.Cli;

internal sealed class AddCommand() : SlashCommand("add", "/add PERSON", "add a person to the room")
{
    public override async Task<string?> RunAsync(ScreenController screen, string argument)
    {
        if (screen.Ui.Room is not { } room) return "No room is shown.";
        if (argument.Length == 0) return "Whom? /add NAME";
        var person = await PersonNames.FindAsync(screen.Chat, argument, default);
        if (!person.Ok) return person.Error!.Message;
        var added = await screen.Chat.AddMemberAsync(room, person.Value!.Id);
        return added.Ok ? $"{person.Value.Name} is in the room." : added.Error!.Message;
    }
}
