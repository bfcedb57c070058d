using System.Globalization;

namespace Chat.Client.Cli;

internal sealed class ColourCommand() : SlashCommand("colour", "/colour [1-12]", "the colour of your name; without a number: the one you had at first")
{
    public override async Task<string?> RunAsync(ICommandPlace place, string argument)
    {
        if (place.Chat.State is not { Me: { } me } chat || !chat.People.TryGetValue(me, out var person)) return "Who you are isn't known yet. Try again when the server is there.";
        int? colour = null;
        if (argument.Length > 0)
        {
            if (!int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) || wanted is < 1 or > AuthorColours.Count)
                return $"A colour is a number from 1 to {AuthorColours.Count}.";
            colour = wanted;
        }

        var set = await place.Chat.SetProfileAsync(person.DisplayName, colour);
        return set.Ok ? null : set.Error!.Message;
    }
}
