namespace Chat.Client.Cli;

internal sealed class ReadCommand() : SlashCommand("read", "/read [ROOM|--all]", "mark a room as read, the one that is shown, or all")
{
    private const string All = "--all";

    public override ArgumentKind Takes => ArgumentKind.Room;

    public override async Task<string?> RunAsync(ICommandPlace place, string argument)
    {
        if (argument == All)
        {
            foreach (var each in place.Chat.State.Memberships.Keys) place.MarkRead(each);
            return "Everything is read.";
        }

        var (room, header) = (place.Room, place.Header);
        if (argument.Length > 0)
        {
            var found = await RoomNames.FindAsync(place.Chat, argument, default);
            if (!found.Ok) return found.Error!.Message;
            (room, header) = (found.Value!.Id, found.Value);
        }

        if (room is not { } wanted) return "No room is shown.";
        var name = header?.Name ?? "the room";
        if (!place.Chat.State.Memberships.ContainsKey(wanted)) return $"You are not in {name}: nothing there is unread.";
        place.Later(() => place.MarkRead(wanted));
        return $"{name} is read.";
    }
}
