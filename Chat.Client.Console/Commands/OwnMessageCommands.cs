using Chat.Contracts;

namespace Chat.Client.Cli;

internal sealed class EditCommand() : SlashCommand("edit", "/edit TEXT", "give your last message here another text")
{
    public override async Task<string?> RunAsync(ICommandPlace place, string argument)
    {
        if (place.Room is not { } room) return "No room is shown.";
        if (argument.Length == 0) return "What shall it say? /edit TEXT";
        if (place.LastOwn() is not { } message) return OwnMessages.None;
        var edited = await place.Chat.EditMessageAsync(room, message.Id, message.Version, argument);
        if (edited.Ok) return null;
        return edited.Error is { Code: ErrorCodes.Stale, Current: { } newer }
            ? $"It was changed elsewhere meanwhile, to: {newer.Text}. Give /edit again to replace that."
            : edited.Error!.Message;
    }
}

internal sealed class DeleteCommand() : SlashCommand("delete", "/delete", "delete your last message here")
{
    public override async Task<string?> RunAsync(ICommandPlace place, string argument)
    {
        if (place.Room is not { } room) return "No room is shown.";
        if (argument.Length > 0) return "/delete deletes your last message here; nothing stands behind it.";
        if (place.LastOwn() is not { } message) return OwnMessages.None;
        var deleted = await place.Chat.DeleteMessageAsync(room, message.Id);
        return deleted.Ok ? null : deleted.Error!.Message;
    }
}

/// <summary>Finds what one said oneself.</summary>
internal static class OwnMessages
{
    public const string None = "None of the messages here is yours.";

    /// <summary>The newest of a room that is one's own and still there.</summary>
    public static Message? Last(ChatState chat, Guid? room) =>
        room is { } id && chat.Rooms.TryGetValue(id, out var held)
            ? held.Messages.LastOrDefault(message => message.Author == chat.Me && message is { DeletedBy: null, Notice: null })
            : null;
}
