namespace Chat.Client.Cli;

internal sealed class PasswordCommand() : SlashCommand("password", "/password", "change the password")
{
    public override Task<string?> RunAsync(ScreenController screen, string argument)
    {
        if (argument.Length > 0) return Task.FromResult<string?>("/password asks for it without showing it: write nothing behind it.");
        screen.Ui.Overlay = new PasswordOverlay();
        return Task.FromResult<string?>(null);
    }
}
