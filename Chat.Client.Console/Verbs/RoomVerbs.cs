using System.CommandLine;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>chat rooms</summary>
internal static class RoomsVerb
{
    public static Command Make(Shell shell)
    {
        var json = VerbOptions.Json();
        var all = new Option<bool>("--all", "-a") { Description = "Also the public rooms that you have not joined." };
        var command = new Command("rooms", "List your rooms, with what is unread.") { json, all };
        command.SetAction((parsed, cancel) => Verb.ConnectedAsync(
            shell, (chat, token) => RunAsync(shell, chat, parsed.GetValue(json), parsed.GetValue(all), token), cancel));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, ChatConnection chat, bool json, bool all, CancellationToken cancellationToken)
    {
        var own = await Verb.OwnRoomsAsync(shell, chat, cancellationToken);
        if (!own.Ok) return shell.Fail(own.Error!);
        List<RoomHeader> rooms = [.. own.Value!];
        var state = chat.State;
        if (all)
        {
            var listed = await RoomNames.ListedAsync(chat, null, cancellationToken);
            if (!listed.Ok) return shell.Fail(listed.Error!);
            rooms.AddRange(listed.Value!.Where(r => !state.Memberships.ContainsKey(r.Id)));
        }

        foreach (var room in rooms.OrderBy(r => r.Name, StringComparer.OrdinalIgnoreCase).ThenBy(r => r.Id))
            shell.Out.WriteLine(json ? Json(state, room) : Line(state, room));
        if (rooms.Count == 0 && !json) shell.Complain("You are in no room yet. `chat rooms --all` lists the public ones, `chat create NAME` makes one.");
        return Exit.Done;
    }

    private static string Line(ChatState state, RoomHeader room)
    {
        var sign = room.Private ? "=" : "#";
        var note = !state.Memberships.ContainsKey(room.Id) ? "not joined" : state.Unread(room.Id) is > 0 and var unread ? $"{unread} unread" : "";
        return string.Join('\t', $"{sign} {Inert.Line(room.Name)}", note, Inert.Line(room.Topic)).TrimEnd('\t');
    }

    private static string Json(ChatState state, RoomHeader room) => JsonLine.Write(writer =>
    {
        writer.WriteString("id", room.Id);
        writer.WriteString("name", room.Name);
        writer.WriteString("topic", room.Topic);
        writer.WriteBoolean("private", room.Private);
        writer.WriteBoolean("joined", state.Memberships.ContainsKey(room.Id));
        if (state.Memberships.TryGetValue(room.Id, out var mine)) writer.WriteString("role", mine.Role);
        writer.WriteNumber("unread", state.Unread(room.Id));
        if (state.Heads.TryGetValue(room.Id, out var head)) writer.WriteNumber("number", head.Number);
    });
}

/// <summary>chat join</summary>
internal static class JoinVerb
{
    public static Command Make(Shell shell)
    {
        var room = RoomArgument.Make();
        var json = VerbOptions.Json();
        var command = new Command("join", "Join a public room.") { room, json };
        command.SetAction((parsed, cancel) => Verb.ConnectedAsync(
            shell, (chat, token) => RunAsync(shell, chat, parsed.GetRequiredValue(room), parsed.GetValue(json), token), cancel));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, ChatConnection chat, string text, bool json, CancellationToken cancellationToken)
    {
        var room = await Verb.RoomAsync(shell, chat, text, cancellationToken);
        if (!room.Ok) return shell.Fail(room.Error!);
        var joined = await chat.JoinRoomAsync(room.Value!.Id, cancellationToken);
        if (!joined.Ok) return shell.Fail(joined.Error!);
        shell.Out.WriteLine(json ? JsonLine.Room(room.Value) : $"Joined {Inert.Line(room.Value.Name)}.");
        return Exit.Done;
    }
}

/// <summary>chat create</summary>
internal static class CreateVerb
{
    public static Command Make(Shell shell)
    {
        var name = new Argument<string>("name") { Description = "What it shall be called." };
        var isPrivate = new Option<bool>("--private") { Description = "Only those who are added see it." };
        var topic = new Option<string?>("--topic") { Description = "What it is about.", HelpName = "text" };
        var json = VerbOptions.Json();
        var command = new Command("create", "Make a room, and print its id.") { name, isPrivate, topic, json };
        command.SetAction((parsed, cancel) => Verb.ConnectedAsync(
            shell,
            async (chat, token) =>
            {
                var called = parsed.GetRequiredValue(name);
                var made = await chat.CreateRoomAsync(called.StartsWith('#') ? called[1..] : called, parsed.GetValue(topic), parsed.GetValue(isPrivate), token);
                if (!made.Ok) return shell.Fail(made.Error!);
                var head = made.Value!;
                shell.Out.WriteLine(parsed.GetValue(json) && head.Header is { } header ? JsonLine.Room(header) : head.Room.ToString("D"));
                return Exit.Done;
            },
            cancel));
        return command;
    }
}
