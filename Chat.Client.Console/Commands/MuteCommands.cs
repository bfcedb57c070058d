namespace Chat.Client.Cli;

internal sealed class MuteCommand() : SlashCommand("mute", "/mute", "the room no longer notifies; kept on this machine")
{
    public override Task<string?> RunAsync(ICommandPlace place, string argument) => Task.FromResult<string?>(place.Mute(true));
}

internal sealed class UnmuteCommand() : SlashCommand("unmute", "/unmute", "the room notifies again")
{
    public override Task<string?> RunAsync(ICommandPlace place, string argument) => Task.FromResult<string?>(place.Mute(false));
}
