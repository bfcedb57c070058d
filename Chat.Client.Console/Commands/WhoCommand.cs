namespace Chat.Client.Cli;

internal sealed class WhoCommand() : SlashCommand("who", "/who PERSON", "who somebody is, and where you meet them")
{
    public override ArgumentKind Takes => ArgumentKind.Person;

    public override async Task<string?> RunAsync(ICommandPlace place, string argument)
    {
        var name = argument.TrimStart('@');
        if (name.Length == 0) return "Who? /who NAME";
        var (room, known) = (place.Room, place.Chat.State.People.Values.FirstOrDefault(person => string.Equals(person.Name, name, StringComparison.OrdinalIgnoreCase)));
        if (known is null)
        {
            var found = await PersonNames.FindAsync(place.Chat, name, default);
            if (!found.Ok) return found.Error!.Message;
            known = found.Value!;
        }

        var card = await PersonCard.ReadAsync(place.Chat, known, room);
        place.Later(() => place.ShowPerson(card));
        return null;
    }
}
