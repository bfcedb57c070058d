namespace Chat.Client.Cli;

internal sealed class CreateCommand() : SlashCommand("create", "/create [--private] NAME", "make a room and open it")
{
    private const string Private = "--private";

    public override async Task<string?> RunAsync(ICommandPlace place, string argument)
    {
        var isPrivate = argument == Private || argument.StartsWith(Private + " ", StringComparison.Ordinal);
        var name = (isPrivate ? argument[Private.Length..] : argument).Trim().TrimStart('#');
        if (name.Length == 0) return "What shall it be called? /create NAME";
        var made = await place.Chat.CreateRoomAsync(name, @private: isPrivate);
        if (!made.Ok) return made.Error!.Message;
        place.Later(() => place.Open(made.Value!.Room));
        return null;
    }
}
