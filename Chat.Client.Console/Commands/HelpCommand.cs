namespace Chat.Client.Cli;

internal sealed class HelpCommand() : SlashCommand("help", "/help", "all keys and commands")
{
    public override Task<string?> RunAsync(ScreenController screen, string argument)
    {
        screen.Ui.Overlay = new KeysOverlay();
        return Task.FromResult<string?>(null);
    }
}
