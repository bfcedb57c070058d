namespace Chat.Client.Cli;

internal sealed class AddCommand() : SlashCommand("add", "/add PERSON", "add a person to the room")
{
    public override ArgumentKind Takes => ArgumentKind.Person;

    public override async Task<string?> RunAsync(ICommandPlace place, string argument)
    {
        if (place.Room is not { } room) return "No room is shown.";
        if (argument.Length == 0) return "Whom? /add NAME";
        var person = await PersonNames.FindAsync(place.Chat, argument, default);
        if (!person.Ok) return person.Error!.Message;
        var added = await place.Chat.AddMemberAsync(room, person.Value!.Id);
        return added.Ok ? $"{PersonNames.Full(person.Value)} is in the room." : added.Error!.Message;
    }
}
