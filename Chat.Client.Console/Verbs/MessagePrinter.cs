using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>Prints pages of messages to standard output: lines for people, or an object per message.</summary>
/// <param name="shell">Where to print.</param>
/// <param name="chat">Knows names.</param>
/// <param name="json">Whether to print objects.</param>
/// <param name="several">Whether messages of several rooms are mixed, so that lines must name theirs.</param>
internal sealed class MessagePrinter(Shell shell, ChatConnection chat, bool json, bool several = false)
{
    private readonly MessageText _text = new(shell.Time.LocalTimeZone);
    private readonly Dictionary<Guid, Person> _people = [];
    private readonly Lock _gate = new();

    /// <summary>Prints a page; those of several rooms may come at the same time.</summary>
    public void Print(RoomHeader room, MessagesPage page)
    {
        lock (_gate)
        {
            foreach (var person in page.People) _people[person.Id] = person;
            foreach (var message in page.Messages)
                shell.Out.WriteLine(json ? MessageText.Json(message, room, UserNameOf) : _text.Lines(message, NameOf, several ? room : null));
        }
    }

    private string NameOf(Guid person) => _people.TryGetValue(person, out var found) ? found.DisplayName ?? found.Name : chat.State.NameOf(person);

    // A script tells people apart by their names: those that nobody else has.
    private string UserNameOf(Guid person) => _people.TryGetValue(person, out var found) ? found.Name : chat.State.UserNameOf(person);
}
