namespace Chat.Client.Cli;

internal sealed class RemoveCommand() : SlashCommand("remove", "/remove PERSON", "take a person out of the room; owners")
{
    public override ArgumentKind Takes => ArgumentKind.Person;

    public override async Task<string?> RunAsync(ICommandPlace place, string argument)
    {
        if (place.Room is not { } room) return "No room is shown.";
        if (argument.Length == 0) return "Whom? /remove NAME";
        var person = await PersonNames.FindAsync(place.Chat, argument, default);
        if (!person.Ok) return person.Error!.Message;
        var removed = await place.Chat.RemoveMemberAsync(room, person.Value!.Id);
        return removed.Ok ? $"{PersonNames.Full(person.Value)} is no longer in the room." : removed.Error!.Message;
    }
}
