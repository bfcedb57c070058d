using System.Globalization;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>Prints events as lines that are never touched again: who, when, what. Further lines of one event are indented by two, so nobody's text can pose as another's.</summary>
internal sealed class PlainWriter(Shell shell, ChatConnection chat)
{
    private readonly TimeZoneInfo _zone = shell.Time.LocalTimeZone;
    private readonly Dictionary<Guid, Person> _people = [];
    private DateTime _day;

    /// <summary>A sentence of the client.</summary>
    public void Say(string sentence) => shell.Out.WriteLine("-- " + Indented(sentence));

    /// <summary>Learns the names that came with a page.</summary>
    public void Meet(IReadOnlyList<Person> people)
    {
        foreach (var person in people) _people[person.Id] = person;
    }

    /// <summary>A message, with a line for its day when that is another than the last one's.</summary>
    /// <param name="message">The message.</param>
    /// <param name="changed">It was printed before, and is another now.</param>
    public void Message(Message message, bool changed = false)
    {
        var at = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(message.At), _zone);
        if (at.Date != _day && !changed)
        {
            _day = at.Date;
            shell.Out.WriteLine(at.ToString("'-- 'dddd d MMMM yyyy", CultureInfo.InvariantCulture));
        }

        var time = at.ToString("HH:mm", CultureInfo.InvariantCulture);
        var mark = changed && message.DeletedBy is null ? ", edited" : "";
        shell.Out.WriteLine($"{Inert.Line(NameOf(message.Author))} {time}{mark}{Indented(MessageText.What(message))}");
    }

    /// <summary>A message that stays with its writer, and why.</summary>
    public void NotSent(OutboxItem item)
    {
        var why = item.State == OutboxState.Unconfirmed
            ? "not confirmed, it may have arrived"
            : "not sent, " + Inert.Line(item.Error?.Message ?? "refused").TrimEnd('.');
        shell.Out.WriteLine($"You, {why}: {Indented(item.Text)}\n  /retry tries again, /discard throws it away.");
    }

    public string NameOf(Guid person) => _people.TryGetValue(person, out var found) && !chat.State.People.ContainsKey(person)
        ? found.DisplayName ?? found.Name
        : chat.State.NameOf(person);

    private static string Indented(string text) => Inert.Text(text).Replace("\n", "\n  ", StringComparison.Ordinal);
}
