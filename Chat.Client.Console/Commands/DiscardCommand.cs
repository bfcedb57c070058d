namespace Chat.Client.Cli;

internal sealed class DiscardCommand() : SlashCommand("discard", "/discard", "throw away what was not sent here")
{
    public override Task<string?> RunAsync(ScreenController screen, string argument) =>
        Task.FromResult<string?>(screen.DiscardAll() > 0 ? null : "Nothing here was refused.");
}
