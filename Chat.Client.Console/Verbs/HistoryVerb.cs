using System.CommandLine;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>chat history</summary>
internal static class HistoryVerb
{
    public static Command Make(Shell shell)
    {
        var room = RoomArgument.Make();
        var json = VerbOptions.Json();
        var after = VerbOptions.Number("--after", "Only messages after the one with this number.", "number");
        var before = VerbOptions.Number("--before", "Only messages before the one with this number.", "number", least: 1);
        var limit = VerbOptions.Number("--limit", "At most this many: the first ones with --after, else the last ones.", "count", least: 1);
        var command = new Command("history", "Print what was said in a room, oldest first: all of it, however long, or a part.") { room, after, before, limit, json };
        command.SetAction((parsed, cancel) => Verb.ConnectedAsync(
            shell,
            async (chat, token) =>
            {
                var found = await Verb.RoomAsync(shell, chat, parsed.GetRequiredValue(room), token);
                if (!found.Ok) return shell.Fail(found.Error!);
                var range = new HistoryRange(parsed.GetValue(after), parsed.GetValue(before), parsed.GetValue(limit));
                return await PrintAsync(shell, chat, found.Value!, range, parsed.GetValue(json), token);
            },
            cancel));
        return command;
    }

    private static async Task<int> PrintAsync(
        Shell shell, ChatConnection chat, RoomHeader room, HistoryRange range, bool json, CancellationToken cancellationToken)
    {
        var reader = new RoomReader(shell, chat);
        var printer = new MessagePrinter(shell, chat, json);
        var newest = await reader.ReadAsync(new ReadMessages { Room = room.Id, Limit = 1 }, cancellationToken);
        if (!newest.Ok) return shell.Fail(newest.Error!);
        var (next, last) = range.Within(newest.Value!.Floor, newest.Value.Number);
        while (next <= last)
        {
            var wanted = new ReadMessages { Room = room.Id, After = next - 1, Limit = (int)Math.Min(last - next + 1, chat.State.Limits.PageMessages) };
            var page = await reader.ReadAsync(wanted, cancellationToken);
            if (!page.Ok) return shell.Fail(page.Error!);
            if (page.Value!.To < page.Value.From) return Exit.Done;
            printer.Print(room, page.Value);
            next = page.Value.To + 1;
        }

        return Exit.Done;
    }
}

/// <summary>Which part of a room is meant.</summary>
/// <param name="After">Above this number.</param>
/// <param name="Before">Below this number.</param>
/// <param name="Limit">At most this many: the first with <paramref name="After"/>, else the last.</param>
internal readonly record struct HistoryRange(long? After, long? Before, long? Limit)
{
    /// <summary>The first and the last number, in a room that keeps <paramref name="floor"/> to <paramref name="head"/>.</summary>
    public (long First, long Last) Within(long floor, long head)
    {
        var first = Math.Max(floor, (After ?? 0) + 1);
        var last = Math.Min(head, (Before ?? long.MaxValue) - 1);
        if (Limit is not { } most) return (first, last);
        return After is null ? (Math.Max(first, last - most + 1), last) : (first, Math.Min(last, first + most - 1));
    }
}
