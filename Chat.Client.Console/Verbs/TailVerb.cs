using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>chat tail</summary>
internal static class TailVerb
{
    public static Command Make(Shell shell)
    {
        var room = RoomArgument.Make();
        var json = new Option<bool>("--json") { Description = "One JSON object per line." };
        var since = new Option<long?>("--since") { Description = "Begin after the message with this number.", HelpName = "number" };
        var lines = new Option<int>("--lines", "-n") { Description = "Without --since: begin with this many.", DefaultValueFactory = _ => 10, HelpName = "count" };
        var stop = new Option<bool>("--no-follow") { Description = "End at the newest message." };
        since.Validators.Add(result =>
        {
            if (NumberOf(result) < 0) result.AddError("--since is a message's number, 0 for all.");
        });
        lines.Validators.Add(result =>
        {
            if (NumberOf(result) < 0) result.AddError("--lines is 0 or more.");
        });
        var command = new Command("tail", "Print what is said in a room, and follow it: each message once, in order, whatever happens to the connection.")
        {
            room, json, since, lines, stop,
        };
        command.SetAction((parsed, cancel) => Verb.ConnectedAsync(
            shell,
            async (chat, token) =>
            {
                var found = await Verb.RoomAsync(shell, chat, parsed.GetRequiredValue(room), token);
                if (!found.Ok) return shell.Fail(found.Error!);
                var tail = new RoomTail(shell, chat, found.Value!, parsed.GetValue(json));
                return await tail.RunAsync(parsed.GetValue(since), parsed.GetValue(lines), follow: !parsed.GetValue(stop), token);
            },
            cancel));
        return command;
    }

    // Asking for the value would throw on what is no number, which is reported anyway.
    private static long NumberOf(SymbolResult result) =>
        result.Tokens is [var token] && long.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

/// <summary>
/// Prints a room by number. What arrives live only says that there is more: every message is read from the server
/// after the last one that was printed, so that none can be skipped, doubled or out of order.
/// </summary>
internal sealed class RoomTail(Shell shell, ChatConnection chat, RoomHeader room, bool json)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LookForReader = TimeSpan.FromSeconds(1);
    private readonly MessageText _text = new(shell.Time.LocalTimeZone);
    private readonly Dictionary<Guid, string> _names = [];
    private bool _saidOffline;

    /// <summary>Prints until the room's end, or for ever.</summary>
    public async Task<int> RunAsync(long? since, int lines, bool follow, CancellationToken cancellationToken)
    {
        using var unread = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var look = shell.Time.CreateTimer(
            _ =>
            {
                if (shell.OutIsClosed()) unread.Cancel();
            },
            null, LookForReader, LookForReader);
        try
        {
            return await PrintAsync(since, lines, follow, unread.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Exit.Done;
        }
    }

    private async Task<int> PrintAsync(long? since, int lines, bool follow, CancellationToken cancellationToken)
    {
        if (follow) chat.Open(room.Id);
        var printed = since ?? -1;
        while (true)
        {
            var request = printed < 0
                ? new ReadMessages { Room = room.Id, Limit = 1 }
                : new ReadMessages { Room = room.Id, After = printed };
            var page = await chat.ReadMessagesAsync(request, cancellationToken);
            if (!page.Ok)
            {
                var error = page.Error!;
                if (error.Final || Exit.Of(error) == Exit.NotSignedIn) return shell.Fail(error);
                await WaitOutAsync(error, cancellationToken);
                continue;
            }

            var read = page.Value!;
            if (printed < 0)
            {
                printed = Math.Max(read.Floor - 1, read.Number - lines);
                continue;
            }

            if (read.From > printed + 1 && read.To >= read.From)
                shell.Complain($"Messages {printed + 1} to {read.From - 1} are no longer kept by the server.");
            Print(read);
            printed = Math.Max(printed, read.To);
            if (printed < read.Number && read.To >= read.From) continue;
            if (!follow) return Exit.Done;
            if (await NewsAsync(printed, cancellationToken) is { } ended) return ended;
        }
    }

    // Until there is something newer, or there never will be.
    private async Task<int?> NewsAsync(long printed, CancellationToken cancellationToken)
    {
        await foreach (var state in chat.ReadStatesAsync(cancellationToken))
        {
            if (state.Connection == ConnectionState.SignedOut) return shell.Fail(Ended(ErrorCodes.SignedOut, Session.NotSignedIn));
            if (state.Connection == ConnectionState.UpgradeRequired) return shell.Fail(Ended(ErrorCodes.UpgradeRequired, state.Problem ?? "This client is too old for the server."));
            TellConnection(state.Connection);
            if (!state.Rooms.TryGetValue(room.Id, out var held)) continue;
            if (held.NotFound) return shell.Fail(Ended(ErrorCodes.NotFound, $"You can no longer read {room.Name}."));
            if (held.Number > printed) return null;
        }

        return Exit.Done;
    }

    private async Task WaitOutAsync(Error error, CancellationToken cancellationToken)
    {
        TellConnection(chat.State.Connection);
        await Task.Delay(error.RetryAfter is { } wait ? TimeSpan.FromMilliseconds(wait) : Pause, shell.Time, cancellationToken);

        // Ends at once when the session has ended; the next read then says so.
        _ = await chat.WaitUntilLiveAsync(cancellationToken);
    }

    private void TellConnection(ConnectionState connection)
    {
        var offline = connection != ConnectionState.Live;
        if (offline == _saidOffline) return;
        _saidOffline = offline;
        shell.Complain(offline ? "reconnecting" : "connected again");
    }

    private void Print(MessagesPage page)
    {
        foreach (var person in page.People) _names[person.Id] = person.Name;
        foreach (var message in page.Messages)
            shell.Out.WriteLine(json ? MessageText.Json(message, room, NameOf) : _text.Lines(message, NameOf));
    }

    private string NameOf(Guid person) => _names.TryGetValue(person, out var name) ? name : chat.State.NameOf(person);

    private static Error Ended(string code, string message) => new() { Code = code, Message = message, Final = true };
}
