using Chat.Contracts;

namespace Chat.Client;

/// <summary>
/// The client without its socket, disk and clock, as written down in <c>docs/client-engine.md</c>: inputs go in,
/// effects come out. Not safe for several threads; its shell feeds it from one loop.
/// </summary>
internal sealed partial class ChatEngine(string clientName, Func<double> random)
{
    private readonly List<Effect> _effects = [];
    private bool _changed;

    /// <summary>The time of the input, in milliseconds.</summary>
    private long _now;

    /// <summary>Takes one input and answers what is to be done.</summary>
    public IReadOnlyList<Effect> Input(long now, Action<ChatEngine> input)
    {
        _effects.Clear();
        _now = now;
        input(this);
        if (_connection == ConnectionState.Live || _welcomed) Flush();
        if (_changed) _effects.Add(new ChangedEffect());
        _changed = false;
        return _effects;
    }

    /// <summary>When the next <see cref="Tick"/> is wanted; none: not before another input.</summary>
    public long? DueAt()
    {
        long? due = null;
        void Consider(long? at) => due = at is null ? due : due is null ? at : Math.Min(due.Value, at.Value);

        if (_connection == ConnectionState.Offline) Consider(_retryAt);
        if (_socket)
        {
            Consider(_lastHeard + _beat.Deadline);
            foreach (var call in _calls.Values) Consider(call.Deadline);
        }

        if (_welcomed) Consider(_person?.AgainAt);
        if (_connection == ConnectionState.Live)
        {
            Consider(_peopleAt);
            Consider(_headsAt);
            foreach (var scope in Scopes())
            {
                Consider(scope.Grace?.At);
                Consider(scope.AgainAt);
            }

            foreach (var room in _opened)
            {
                Consider(room.MembersAt);
                foreach (var until in room.Typing.Values) Consider(until);
            }

            foreach (var people in _elsewhere.Values)
                foreach (var until in people.Values) Consider(until);

            Consider(NextDrain());
        }

        return due;
    }

    /// <summary>Time has passed.</summary>
    public void Tick()
    {
        if (_connection == ConnectionState.Offline && _retryAt <= _now) Connect();
        if (_socket && (_lastHeard + _beat.Deadline <= _now || _calls.Values.Any(call => call.Deadline <= _now)))
        {
            Disconnect("The server does not answer.");
            return;
        }

        if (_welcomed && _person is { } person) CheckWatch(person);
        if (_connection != ConnectionState.Live) return;
        if (_peopleAt <= _now) _peopleAt = WantsPeopleNow;
        if (_headsAt <= _now) WantHeads();
        foreach (var scope in Scopes()) CheckWatch(scope);
        foreach (var room in _opened) CheckMembers(room);
        ExpireTyping();
    }

    // In this order, so that two engines make the same calls.
    private void Flush()
    {
        AskHeads();
        AskWatches();
        AskMembers();
        AskWantedPages();
        AskPeople();
        Drain();
        AskMarks();
    }

    private void Do(Effect effect) => _effects.Add(effect);

    private IEnumerable<WatchedScope> Scopes()
    {
        if (_person is not null) yield return _person;
        yield return _everybody;
        foreach (var room in _opened) yield return room;
    }

    private WatchedScope? Find(string name)
    {
        if (!Scope.TryParse(name, out var scope)) return null;
        return scope.Kind switch
        {
            ScopeKind.Room => _rooms.GetValueOrDefault(scope.Id),
            ScopeKind.Person => _person?.Scope == scope ? _person : null,
            _ => _everybody,
        };
    }
}
