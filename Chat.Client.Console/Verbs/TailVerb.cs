using System.CommandLine;

namespace Chat.Client.Cli;

/// <summary>chat tail</summary>
internal static class TailVerb
{
    public static Command Make(Shell shell)
    {
        var rooms = new Argument<string[]>("room") { Description = "Rooms, each by its name, as in general or '#general', or by its id.", Arity = ArgumentArity.OneOrMore };
        var json = VerbOptions.Json();
        var since = VerbOptions.Number("--since", "Begin after the message with this number, 0 for all.", "number");
        var lines = VerbOptions.Number("--lines", "Without --since and --cursor: begin with this many (10).", "count");
        lines.Aliases.Add("-n");
        var cursor = new Option<string?>("--cursor") { Description = "Keep in this file how far it came, and go on there the next time.", HelpName = "file" };
        var follow = new Option<bool>("--follow", "-f") { Description = "Wait for more at the end, which it does anyway." };
        var stop = new Option<bool>("--no-follow") { Description = "End at the newest message." };
        var command = new Command("tail", "Print what is said in rooms, and follow it: each message once, in order, whatever happens to the connection.")
        {
            rooms, json, since, lines, cursor, follow, stop,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(follow) && result.GetValue(stop)) result.AddError("--follow and --no-follow exclude each other.");
            if (result.GetResult(since) is not null && result.GetValue(rooms) is { Length: > 1 })
                result.AddError("--since is a number of one room. For several, use --cursor.");
        });
        command.SetAction((parsed, cancel) => Verb.ConnectedAsync(
            shell,
            async (chat, token) =>
            {
                var found = await Verb.RoomsAsync(shell, chat, parsed.GetRequiredValue(rooms), token);
                if (!found.Ok) return shell.Fail(found.Error!);
                var printer = new MessagePrinter(shell, chat, parsed.GetValue(json), found.Value!.Count > 1);
                var following = new Following(shell, chat, found.Value)
                {
                    CursorPath = parsed.GetValue(cursor),
                    Since = parsed.GetValue(since),
                    Lines = parsed.GetValue(lines) ?? 10,
                    Follow = !parsed.GetValue(stop),
                };
                return await following.RunAsync(
                    async (room, page, taken, _) =>
                    {
                        printer.Print(room, page);
                        if (page.Messages is [.., var last]) await taken(last);
                        return true;
                    },
                    token);
            },
            cancel));
        return command;
    }
}
