using System.CommandLine;
using System.Globalization;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>chat watch</summary>
internal static class WatchVerb
{
    public static Command Make(Shell shell)
    {
        var command = new Argument<string[]>("command")
        {
            Description = "The program and its arguments, best after --. No shell reads them.",
            Arity = ArgumentArity.OneOrMore,
        };
        var room = new Option<string[]>("--room", "-r") { Description = "Only this room; may be given several times. Without it: all your rooms, also those that you join later.", HelpName = "room" };
        var cursor = new Option<string?>("--cursor") { Description = "Keep in this file how far it came, and go on there the next time.", HelpName = "file" };
        var own = new Option<bool>("--own") { Description = "For what you say yourself as well. A command that answers would answer itself." };
        var stop = new Option<bool>("--stop") { Description = "End when the command fails; with --cursor its message comes again the next time." };
        var verb = new Command("watch", "Run a command for each message that arrives: it gets the message as one JSON object on its standard input, and as CHAT_… in its environment.")
        {
            room, cursor, own, stop, command,
        };
        verb.SetAction((parsed, cancel) => Verb.ConnectedAsync(
            shell,
            async (chat, token) =>
            {
                var named = parsed.GetValue(room) ?? [];
                var rooms = named.Length > 0
                    ? await Verb.RoomsAsync(shell, chat, named, token)
                    : await Verb.OwnRoomsAsync(shell, chat, token);
                if (!rooms.Ok) return shell.Fail(rooms.Error!);
                using var runner = new CommandPerMessage(shell, chat, parsed.GetRequiredValue(command))
                {
                    Own = parsed.GetValue(own),
                    StopsWhenItFails = parsed.GetValue(stop),
                };
                var following = new Following(shell, chat, rooms.Value!) { CursorPath = parsed.GetValue(cursor), Follow = true, AllOwn = named.Length == 0 };
                return await following.RunAsync(runner.TakeAsync, token);
            },
            cancel));
        return verb;
    }
}

/// <summary>Runs a command for each message, one at a time.</summary>
internal sealed class CommandPerMessage(Shell shell, ChatConnection chat, IReadOnlyList<string> command) : IDisposable
{
    // One at a time over all rooms: who wants more starts several.
    private readonly SemaphoreSlim _turn = new(1);

    public bool Own { get; init; }

    public bool StopsWhenItFails { get; init; }

    /// <summary>Runs it for the messages of a page, in order.</summary>
    /// <returns>False: it failed, and that ends it.</returns>
    public async Task<bool> TakeAsync(RoomHeader room, MessagesPage page, Func<Message, Task> taken, CancellationToken cancellationToken)
    {
        var names = page.People.ToDictionary(person => person.Id, person => person.Name);
        string NameOf(Guid person) => names.GetValueOrDefault(person) ?? chat.State.NameOf(person);
        foreach (var message in page.Messages)
        {
            if (message.Notice is null && message.DeletedBy is null && (Own || message.Author != chat.State.Me))
            {
                await _turn.WaitAsync(cancellationToken);
                try
                {
                    if (!await RunAsync(room, message, NameOf, cancellationToken) && StopsWhenItFails) return false;
                }
                finally
                {
                    _turn.Release();
                }
            }

            await taken(message);
        }

        return true;
    }

    public void Dispose() => _turn.Dispose();

    private async Task<bool> RunAsync(RoomHeader room, Message message, Func<Guid, string> nameOf, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string>
        {
            ["CHAT_ROOM"] = room.Name,
            ["CHAT_ROOM_ID"] = room.Id.ToString("D"),
            ["CHAT_NUMBER"] = message.Number.ToString(CultureInfo.InvariantCulture),
            ["CHAT_MESSAGE_ID"] = message.Id.ToString("D"),
            ["CHAT_AUTHOR"] = nameOf(message.Author),
            ["CHAT_AUTHOR_ID"] = message.Author.ToString("D"),
            ["CHAT_TEXT"] = message.Text,
        };
        var ended = await ChildProcess.RunAsync(command, environment, MessageText.Json(message, room, nameOf) + "\n", cancellationToken);
        if (ended.Code == 0) return true;
        shell.Complain($"{ended.Problem ?? $"{command[0]} ended with {ended.Code}"}: message {message.Number} of {room.Name}.");
        return false;
    }
}
