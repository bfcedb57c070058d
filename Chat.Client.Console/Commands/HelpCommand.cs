namespace Chat.Client.Cli;

internal sealed class HelpCommand() : SlashCommand("help", "/help", "all keys and commands")
{
    public override Task<string?> RunAsync(ICommandPlace place, string argument)
    {
        place.ShowHelp();
        return Task.FromResult<string?>(null);
    }
}
