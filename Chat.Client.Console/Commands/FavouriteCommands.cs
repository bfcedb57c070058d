namespace Chat.Client.Cli;

internal sealed class FavouriteCommand() : SlashCommand("favourite", "/favourite", "the room stands first among yours; kept on this machine")
{
    public override Task<string?> RunAsync(ICommandPlace place, string argument) => Task.FromResult<string?>(place.Favourite(true));
}

internal sealed class UnfavouriteCommand() : SlashCommand("unfavourite", "/unfavourite", "the room stands with the others again")
{
    public override Task<string?> RunAsync(ICommandPlace place, string argument) => Task.FromResult<string?>(place.Favourite(false));
}
