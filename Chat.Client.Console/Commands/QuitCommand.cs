namespace Chat.Client.Cli;

internal sealed class QuitCommand() : SlashCommand("quit", "/quit", "leave chat")
{
    public override Task<string?> RunAsync(ScreenController screen, string argument)
    {
        screen.Quit();
        return Task.FromResult<string?>(null);
    }
}
