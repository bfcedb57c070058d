namespace Chat.Client.Cli;

internal sealed class PasswordCommand() : SlashCommand("password", "/password", "change the password")
{
    public override Task<string?> RunAsync(ICommandPlace place, string argument)
    {
        if (argument.Length > 0) return Task.FromResult<string?>("/password asks for it without showing it: write nothing behind it.");
        place.AskPassword();
        return Task.FromResult<string?>(null);
    }
}
