using System.CommandLine;
using System.Globalization;

namespace Chat.Client.Cli;

/// <summary>chat send</summary>
internal static class SendVerb
{
    private const string Keep = "--keep";

    public static Command Make(Shell shell)
    {
        var room = RoomArgument.Make();
        var text = new Argument<string[]>("text") { Description = "The text; without it, standard input.", Arity = ArgumentArity.ZeroOrMore };
        var keep = new Option<bool>(Keep) { Description = "When it can't be sent in time, keep it: it goes out when chat is next connected. Needs the room's id." };
        var timeout = new Option<int>("--timeout")
        {
            Description = "Seconds to wait for the server's acknowledgement.",
            DefaultValueFactory = _ => 30,
            HelpName = "seconds",
        };
        timeout.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var seconds) && seconds is < 1 or > 86_400) result.AddError("--timeout is 1 to 86400 seconds.");
        });
        var command = new Command("send", "Say something in a room, and wait until the server has it.") { room, text, keep, timeout };
        command.SetAction((parsed, cancel) => RunAsync(
            shell,
            parsed.GetRequiredValue(room),
            parsed.GetValue(text) ?? [],
            parsed.GetValue(keep),
            TimeSpan.FromSeconds(parsed.GetValue(timeout)),
            cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        Shell shell, string room, string[] words, bool keep, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (words.Length == 0 && shell.InIsTerminal) shell.Complain("Write the message; Ctrl+D on an empty line sends it.");
        var text = words.Length > 0 ? string.Join(' ', words) : (await shell.In.ReadToEndAsync(cancellationToken)).TrimEnd('\r', '\n');
        if (string.IsNullOrWhiteSpace(text))
        {
            shell.Complain("There is nothing to send: the text is empty.");
            return Exit.Usage;
        }

        if (keep) return await SendOrKeepAsync(shell, room, text, timeout, cancellationToken);
        return await Verb.ConnectedAsync(shell, async (chat, token) =>
        {
            var found = await Verb.RoomAsync(shell, chat, room, token);
            return found.Ok ? await PostAsync(shell, chat, found.Value!.Id, text, timeout, kept: false, token) : shell.Fail(found.Error!);
        }, cancellationToken);
    }

    // Offline no name can be looked up, hence the id.
    private static async Task<int> SendOrKeepAsync(Shell shell, string room, string text, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(room, out var id))
        {
            shell.Complain($"With {Keep} a room is meant by its id, since names can't be looked up while offline. `chat rooms --json` shows it.");
            return Exit.Usage;
        }

        var found = Session.Find(shell);
        if (!found.Ok) return shell.Fail(found.Error!);
        var session = found.Value!;
        if (session.Me is null)
        {
            using var http = session.Http();
            var me = await new AccountApi(http).MeAsync(session.Token, cancellationToken);
            if (!me.Ok) return shell.Fail(me.Error!);
            session = session with { Me = me.Value!.Id };
        }

        await using var chat = new ChatConnection(session.Options(shell, keep: true));
        await chat.StartAsync(cancellationToken);
        if (chat.OutboxNotice is { } notice) shell.Complain(notice);
        return await PostAsync(shell, chat, id, text, timeout, kept: true, cancellationToken);
    }

    private static async Task<int> PostAsync(
        Shell shell, ChatConnection chat, Guid room, string text, TimeSpan timeout, bool kept, CancellationToken cancellationToken)
    {
        var posted = await Verb.WithinAsync(timeout, shell.Time, token => chat.PostAndWaitAsync(room, text, token), cancellationToken);
        if (posted is { Ok: true, Value: { } result })
            return result.Error is { } refused ? shell.Fail(refused) : Exit.Done;
        if (posted is not null) return shell.Fail(posted.Error!);
        if (chat.State.Connection == ConnectionState.SignedOut)
        {
            shell.Complain(Session.NotSignedIn);
            return Exit.NotSignedIn;
        }

        shell.Complain(kept
            ? "Not confirmed in time. It is kept on this machine, and goes out when chat is next connected."
            : "Not confirmed in time: it may have arrived. Look with `chat tail` before you send it again.");
        return kept ? Exit.Done : Exit.Unreachable;
    }
}
