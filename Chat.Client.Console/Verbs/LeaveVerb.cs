using System.CommandLine;

namespace Chat.Client.Cli;

/// <summary>chat leave</summary>
internal static class LeaveVerb
{
    public static Command Make(Shell shell)
    {
        var room = RoomArgument.Make();
        var json = VerbOptions.Json();
        var command = new Command("leave", "Leave a room. A private one can't be entered again unless somebody adds you.") { room, json };
        command.SetAction((parsed, cancel) => Verb.ConnectedAsync(
            shell,
            async (chat, token) =>
            {
                var found = await Verb.RoomAsync(shell, chat, parsed.GetRequiredValue(room), token);
                if (!found.Ok) return shell.Fail(found.Error!);
                var left = await chat.LeaveRoomAsync(found.Value!.Id, token);
                if (!left.Ok) return shell.Fail(left.Error!);
                shell.Out.WriteLine(parsed.GetValue(json) ? JsonLine.Room(found.Value) : $"Left {Inert.Line(found.Value.Name)}.");
                return Exit.Done;
            },
            cancel));
        return command;
    }
}
