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
        if (IsKnown(person) || _askedPeople.Contains(person) || _unknownPeople.Contains(person)) return;
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

    /// <summary>What lies ahead of the cursor may never have been: it stays to be drawn, and is asked for once the state is live.</summary>
    private void DoubtPeople()
    {
        var at = _everybody.Cursor?.Revision ?? 0;
        foreach (var person in _people.Values.Where(person => person.Revision > at).ToArray())
        {
            _people[person.Id] = person with { Revision = 0 };
            if (!_unknownPeople.Contains(person.Id)) _unknownPeople.Add(person.Id);
        }
    }

    private bool IsKnown(Guid person) => _people.TryGetValue(person, out var held) && held.Revision > 0;

    private void AskPeople()
    {
        if (_connection != ConnectionState.Live) return;
        foreach (var chunk in _peopleAgain.ToArray().Chunk(PeopleAtOnce)) AskPeople(chunk);
        _peopleAgain.Clear();
        if (_peopleAt != WantsPeopleNow) return;
        _peopleAt = null;
        foreach (var chunk in _unknownPeople.ToArray().Chunk(PeopleAtOnce)) AskPeople(chunk);
        _unknownPeople.Clear();
    }

    private void AskPeople(Guid[] ids)
    {
        _askedPeople.UnionWith(ids);
        Ask<PeopleAnswer>(nameof(IChatHub.ReadPeople), new ReadPeople(ids), outcome => GotPeople(ids, outcome), () => AskPeopleLater(ids, null));
    }

    private void GotPeople(Guid[] ids, Outcome<PeopleAnswer> outcome)
    {
        foreach (var person in outcome.Value?.People ?? []) Merge(person);
        if (outcome.Error is { Final: false } error) AskPeopleLater(ids, error);
    }

    private void AskPeopleLater(Guid[] ids, Error? error)
    {
        _askedPeople.ExceptWith(ids);
        _unknownPeople.AddRange(ids.Where(person => !IsKnown(person)).Except(_unknownPeople));
        if (_unknownPeople.Count > 0) _peopleAt ??= AgainAt(error);
    }

    private void ForgetPeopleAsked()
    {
        _peopleAt = null;
        _unknownPeople.AddRange(_askedPeople.Where(person => !IsKnown(person)).Except(_unknownPeople));
        _askedPeople.Clear();
    }
}
