namespace Chat.Client.Cli;

internal sealed class RetryCommand() : SlashCommand("retry", "/retry", "try again what was not sent here, or to connect")
{
    public override Task<string?> RunAsync(ICommandPlace place, string argument)
    {
        var isOffline = place.Chat.State.Connection == ConnectionState.Offline;
        if (isOffline) place.Chat.ReconnectNow();
        return Task.FromResult<string?>(place.RetryAll() > 0 || isOffline ? null : "Nothing here was refused.");
    }
}
