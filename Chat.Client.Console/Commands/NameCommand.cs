namespace Chat.Client.Cli;

internal sealed class NameCommand() : SlashCommand("name", "/name [NAME]", "what you wish to be called; without a name: your user name")
{
    public override async Task<string?> RunAsync(ICommandPlace place, string argument)
    {
        if (place.Chat.State is not { Me: { } me } chat || !chat.People.TryGetValue(me, out var person)) return "Who you are isn't known yet. Try again when the server is there.";
        var set = await place.Chat.SetProfileAsync(argument, person.Colour);
        if (!set.Ok) return set.Error!.Message;
        return set.Value!.DisplayName is { } name ? $"You are called {name} now; your user name stays {set.Value.Name}." : $"You are called {set.Value.Name} again.";
    }
}
