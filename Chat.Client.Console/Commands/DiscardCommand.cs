namespace Chat.Client.Cli;

internal sealed class DiscardCommand() : SlashCommand("discard", "/discard", "throw away what was not sent here")
{
    public override Task<string?> RunAsync(ICommandPlace place, string argument) =>
        Task.FromResult<string?>(place.DiscardAll() > 0 ? null : "Nothing here was refused.");
}
