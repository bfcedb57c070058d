namespace Chat.Client.Cli;

internal sealed class RetryCommand() : SlashCommand("retry", "/retry", "try again what was not sent here")
{
    public override Task<string?> RunAsync(ScreenController screen, string argument) =>
        Task.FromResult<string?>(screen.RetryAll() > 0 ? null : "Nothing here was refused.");
}
