using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>What the reader may do, as far as the client can tell; the server decides.</summary>
internal static class Rights
{
    public static bool IsOwner(ScreenState screen) =>
        screen.Ui.Room is { } room && screen.Chat.Memberships.TryGetValue(room, out var mine) && mine.Role == Roles.Owner;

    public static bool MayDelete(ScreenState screen, Message? message) =>
        message is { DeletedBy: null, Notice: null } && (message.Author == screen.Chat.Me || IsOwner(screen));
}
