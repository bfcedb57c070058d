using System.CommandLine;
using System.Globalization;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>chat unread</summary>
internal static class UnreadVerb
{
    public static Command Make(Shell shell)
    {
        var count = new Option<bool>("--count") { Description = "Only the number of unread messages, for a prompt or a status bar." };
        var json = VerbOptions.Json();
        var command = new Command("unread", "List the rooms with something unread.") { count, json };
        command.SetAction((parsed, cancel) => Verb.ConnectedAsync(
            shell, (chat, token) => RunAsync(shell, chat, parsed.GetValue(count), parsed.GetValue(json), token), cancel));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, ChatConnection chat, bool count, bool json, CancellationToken cancellationToken)
    {
        var own = await Verb.OwnRoomsAsync(shell, chat, cancellationToken);
        if (!own.Ok) return shell.Fail(own.Error!);
        var rooms = own.Value!;
        var state = chat.State;
        if (count)
        {
            var all = rooms.Sum(room => state.Unread(room.Id));
            shell.Out.WriteLine(json ? JsonLine.Write(writer => writer.WriteNumber("unread", all)) : all.ToString(CultureInfo.InvariantCulture));
            return Exit.Done;
        }

        foreach (var room in rooms.Where(room => state.Unread(room.Id) > 0))
            shell.Out.WriteLine(json ? Json(state, room) : $"{state.Unread(room.Id)}\t{(room.Private ? '=' : '#')} {Inert.Line(room.Name)}");
        return Exit.Done;
    }

    private static string Json(ChatState state, RoomHeader room) => JsonLine.Write(writer =>
    {
        writer.WriteString("room", room.Id);
        writer.WriteString("roomName", room.Name);
        writer.WriteNumber("unread", state.Unread(room.Id));
        if (state.Markers.TryGetValue(room.Id, out var marker)) writer.WriteNumber("read", marker.Number);
        if (state.Heads.TryGetValue(room.Id, out var head)) writer.WriteNumber("number", head.Number);
    });
}

/// <summary>chat read</summary>
internal static class ReadVerb
{
    public static Command Make(Shell shell)
    {
        var rooms = new Argument<string[]>("room") { Description = "Rooms, each by its name or id.", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all", "-a") { Description = "All your rooms." };
        var to = VerbOptions.Number("--to", "Only up to the message with this number.", "number", least: 1);
        var json = VerbOptions.Json();
        var command = new Command("read", "Mark rooms read, on all your devices.") { rooms, all, to, json };
        command.Validators.Add(result =>
        {
            var named = result.GetValue(rooms) ?? [];
            if (named.Length == 0 != result.GetValue(all)) result.AddError("Name rooms, or use --all.");
            if (result.GetResult(to) is not null && named.Length != 1) result.AddError("--to is a number of one room.");
        });
        command.SetAction((parsed, cancel) => Verb.ConnectedAsync(
            shell,
            async (chat, token) =>
            {
                var named = parsed.GetValue(rooms) ?? [];
                var found = parsed.GetValue(all)
                    ? await Verb.OwnRoomsAsync(shell, chat, token)
                    : await Verb.RoomsAsync(shell, chat, named, token);
                return found.Ok ? await RunAsync(shell, chat, found.Value!, parsed.GetValue(to), parsed.GetValue(json), token) : shell.Fail(found.Error!);
            },
            cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        Shell shell, ChatConnection chat, IReadOnlyList<RoomHeader> rooms, long? to, bool json, CancellationToken cancellationToken)
    {
        foreach (var room in rooms)
        {
            var number = to ?? chat.State.Heads.GetValueOrDefault(room.Id)?.Number ?? 0;
            var marked = await chat.MarkReadAsync(room.Id, number, cancellationToken);
            if (!marked.Ok) return shell.Fail(marked.Error!);
            if (json) shell.Out.WriteLine(Json(room, marked.Value!));
        }

        return Exit.Done;
    }

    private static string Json(RoomHeader room, ReadMarker marker) => JsonLine.Write(writer =>
    {
        writer.WriteString("room", room.Id);
        writer.WriteString("roomName", room.Name);
        writer.WriteNumber("read", marker.Number);
    });
}
