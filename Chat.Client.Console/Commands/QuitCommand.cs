namespace Chat.Client.Cli;

internal sealed class QuitCommand() : SlashCommand("quit", "/quit", "leave chat")
{
    public override Task<string?> RunAsync(ICommandPlace place, string argument)
    {
        place.Quit();
        return Task.FromResult<string?>(null);
    }
}
