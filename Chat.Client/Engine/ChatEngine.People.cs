using Chat.Contracts;

namespace Chat.Client;

internal sealed partial class ChatEngine
{
    private const int PeopleDelay = 50;
    private const int PeopleAtOnce = 200;

    /// <summary>A due time that has passed: the end of the input asks.</summary>
    private const long WantsPeopleNow = long.MinValue;

    private readonly Dictionary<Guid, Person> _people = [];

    /// <summary>In the order in which they were seen.</summary>
    private readonly List<Guid> _unknownPeople = [];

    private readonly HashSet<Guid> _askedPeople = [];
    private readonly List<Guid> _peopleAgain = [];
    private long? _peopleAt;

    private void Merge(Person person)
    {
        if (_people.TryGetValue(person.Id, out var held) && person.Revision <= held.Revision) return;
        _people[person.Id] = person;
        _unknownPeople.Remove(person.Id);
        TouchPeople();
    }

    private void NotePeople(Message message)
    {
        NotePerson(message.Author);
        if (message.DeletedBy is { } deleter) NotePerson(deleter);
    }

    private void NotePerson(Guid person)
    {
        if (_people.ContainsKey(person) || _askedPeople.Contains(person) || _unknownPeople.Contains(person)) return;
        _unknownPeople.Add(person);
        if (_connection == ConnectionState.Live) _peopleAt ??= _now + PeopleDelay;
    }

    /// <summary>The server's database went back: names stay to be drawn until newer ones come, whatever their revision.</summary>
    private void ReadPeopleAgain()
    {
        foreach (var person in _people.Values.ToArray()) _people[person.Id] = person with { Revision = 0 };
        _peopleAgain.AddRange(_people.Keys.Except(_peopleAgain));
        TouchPeople();
    }

    private void AskPeople()
    {
        if (_connection != ConnectionState.Live) return;
        foreach (var chunk in _peopleAgain.ToArray().Chunk(PeopleAtOnce)) AskPeople(chunk);
        _peopleAgain.Clear();
        if (_peopleAt != WantsPeopleNow) return;
        _peopleAt = null;
        foreach (var chunk in _unknownPeople.ToArray().Chunk(PeopleAtOnce)) AskPeople(chunk);
        _askedPeople.UnionWith(_unknownPeople);
        _unknownPeople.Clear();
    }

    private void AskPeople(Guid[] ids) =>
        Ask<PeopleAnswer>(nameof(IChatHub.ReadPeople), new ReadPeople(ids), GotPeople, () => { });

    private void GotPeople(Outcome<PeopleAnswer> outcome)
    {
        foreach (var person in outcome.Value?.People ?? []) Merge(person);
    }

    private void ForgetPeopleAsked()
    {
        _peopleAt = null;
        _unknownPeople.AddRange(_askedPeople.Where(person => !_people.ContainsKey(person)));
        _askedPeople.Clear();
    }
}
