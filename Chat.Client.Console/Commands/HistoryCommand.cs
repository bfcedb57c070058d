namespace Chat.Client.Cli;

internal sealed class HistoryCommand() : SlashCommand("history", "/history", "show older messages")
{
    public override Task<string?> RunAsync(ICommandPlace place, string argument)
    {
        if (place.Room is null) return Task.FromResult<string?>("No room is shown.");
        place.ShowOlder();
        return Task.FromResult<string?>(null);
    }
}
