namespace Chat.Client.Cli;

internal sealed class TopicCommand() : SlashCommand("topic", "/topic [TEXT]", "say what the room is about; without a text: nothing any more")
{
    public override async Task<string?> RunAsync(ICommandPlace place, string argument)
    {
        if (place.Room is not { } room) return "No room is shown.";
        var set = await place.Chat.SetTopicAsync(room, argument);
        return set.Ok ? null : set.Error!.Message;
    }
}
