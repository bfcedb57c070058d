using System.CommandLine;

namespace Chat.Client.Cli;

/// <summary>chat send</summary>
internal static class SendVerb
{
    private const string Queue = "--queue";

    public static Command Make(Shell shell)
    {
        var room = RoomArgument.Make();
        var text = new Argument<string[]>("text") { Description = "The text; without it, standard input.", Arity = ArgumentArity.ZeroOrMore };
        var lines = new Option<bool>("--lines") { Description = "Each line of standard input is a message of its own; empty ones are passed over." };
        var queue = new Option<bool>(Queue) { Description = "When the server can't be reached, leave it to the outbox of this machine: it goes out when chat is next connected. Needs the room's id." };
        var wait = new Option<bool>("--wait") { Description = $"Wait for the server's acknowledgement, which is so anyway without {Queue}." };
        var timeout = VerbOptions.Timeout("Seconds to wait for the server's acknowledgement.");
        var json = VerbOptions.Json();
        var command = new Command("send", "Say something in a room, and wait until the server has it on disk.") { room, text, lines, queue, wait, timeout, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(lines) && result.GetValue(text) is { Length: > 0 }) result.AddError("--lines takes the messages from standard input, so there is no text to give.");
        });
        command.SetAction((parsed, cancel) =>
        {
            var sending = new Sending(shell, TimeSpan.FromSeconds(parsed.GetValue(timeout)), parsed.GetValue(json))
            {
                Queued = parsed.GetValue(queue),
                Waits = parsed.GetValue(wait),
            };
            return RunAsync(shell, parsed.GetRequiredValue(room), parsed.GetValue(text) ?? [], parsed.GetValue(lines), sending, cancel);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Shell shell, string room, string[] words, bool lines, Sending sending, CancellationToken cancellationToken)
    {
        if (sending.Queued && !Guid.TryParse(room, out _))
        {
            shell.Complain($"With {Queue} a room is meant by its id, since names can't be looked up while offline. `chat rooms --json` shows it.");
            return Exit.Usage;
        }

        if (words.Length == 0 && shell.InIsTerminal) shell.Complain(lines ? "Each line is sent as it is written; Ctrl+D ends." : "Write the message; Ctrl+D on an empty line sends it.");
        var text = lines ? null : words.Length > 0 ? string.Join(' ', words) : (await shell.In.ReadToEndAsync(cancellationToken)).TrimEnd('\r', '\n');
        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            shell.Complain("There is nothing to send: the text is empty.");
            return Exit.Usage;
        }

        Task<int> SendAsync(ChatConnection chat, Guid id, CancellationToken token) =>
            text is null ? sending.LinesAsync(chat, id, shell.In, token) : sending.OneAsync(chat, id, text, token);

        if (sending.Queued) return await Verb.WithOutboxAsync(shell, (chat, token) => SendAsync(chat, Guid.Parse(room), token), cancellationToken);
        return await Verb.ConnectedAsync(shell, async (chat, token) =>
        {
            var found = await Verb.RoomAsync(shell, chat, room, token);
            return found.Ok ? await SendAsync(chat, found.Value!.Id, token) : shell.Fail(found.Error!);
        }, cancellationToken);
    }
}
