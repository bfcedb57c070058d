using Chat.Contracts;

namespace Chat.Tests.Delivery;

/// <summary>
/// Decides whether a history keeps the delivery contract. It knows the contract and the history, nothing of the server.
/// Every event is looked at once, so that time grows with the history and memory with the number of messages.
/// What is asked of a set that only grows, and of a queue, follows Jepsen's checkers <c>set-full</c>, <c>total-queue</c> and
/// <c>kafka</c>: acknowledged elements that are absent at the end, elements present twice, one place with two elements,
/// and orders on which observers or a sender disagree.
/// </summary>
public static class HistoryChecker
{
    public static Verdict Check(History history)
    {
        var verdict = new Verdict();
        var facts = new HistoryFacts(verdict);
        foreach (var happened in history.Events) facts.Take(happened);
        facts.Conclude();
        return verdict;
    }
}

/// <summary>What is known after the events so far.</summary>
internal sealed class HistoryFacts(Verdict verdict)
{
    private readonly Dictionary<Guid, RoomFacts> _rooms = [];
    private readonly Dictionary<string, Observer> _clients = [];
    private readonly Dictionary<string, Incarnations> _incarnations = [];
    private readonly Dictionary<Guid, MarkerFacts> _people = [];

    public void Take(HistoryEvent happened)
    {
        switch (happened)
        {
            case ClientStarted started:
                _clients[started.Client] = new Observer(started, verdict);
                PersonOf(started.Client).Clients(started.Bare);
                break;
            case Connected: _clients[happened.Client].Connects(); break;
            case Posting posting:
                RoomOf(posting.Room).Posts.Take(posting);
                PersonOf(posting.Client).Take(posting);
                break;
            case Posted posted: RoomOf(posted.Room).Posts.Take(posted); break;
            case Reposted again: RoomOf(again.Room).Posts.Take(again); break;
            case Edit edit: RoomOf(edit.Room).Changes.Take(edit); break;
            case Deletion deletion: RoomOf(deletion.Room).Changes.Take(deletion); break;
            case Marking marking: PersonOf(marking.Client).Take(marking); break;
            case SetSeen set: Take(set); break;
            case Dropped dropped: _clients[dropped.Client].Drops(dropped.Scope); break;
            case FinalView view: Take(view); break;
            case FreshView fresh: Take(fresh); break;
            case Unsettled unsettled: verdict.Add(Breach.Unsettled, $"{unsettled.Client}: {unsettled.What}"); break;
        }
    }

    /// <summary>What can only be told when everything is known.</summary>
    public void Conclude()
    {
        foreach (var incarnations in _incarnations.Values) incarnations.Conclude(verdict);
        foreach (var room in _rooms.Values) room.Conclude();
        foreach (var client in _clients.Values)
            foreach (var room in client.Rooms) RoomOf(room).ConcludeFor(client);
        foreach (var person in _people.Values) person.Conclude(_rooms, verdict);
    }

    private void Take(SetSeen set)
    {
        verdict.Seen++;
        var client = _clients[set.Client];
        client.Take(set);
        if (set.Via != SetVia.State)
        {
            if (!_incarnations.TryGetValue(set.Scope, out var incarnations)) _incarnations.Add(set.Scope, incarnations = new Incarnations(set.Scope));
            incarnations.Take(set.To, set.Incarnation, verdict);
        }
        if (Scope.TryParse(set.Scope, out var scope) && scope.Kind == ScopeKind.Room)
        {
            var room = RoomOf(scope.Id);
            foreach (var message in set.Messages ?? []) room.Messages.Take(message);
            foreach (var member in set.Members ?? []) room.Members.Take(member);
            if (set.Header is { } header) room.Take(header);
            room.Members.Take(client.Person, set);
        }
        foreach (var marker in set.Markers ?? []) PersonOf(set.Client).Take(marker);
    }

    private void Take(FinalView view)
    {
        var room = RoomOf(view.Room);
        foreach (var message in view.Messages) room.Messages.Take(message);
        foreach (var marker in view.Markers ?? []) PersonOf(view.Client).TakeLast(marker);
        room.Views.Add(ViewDigest.Of(view));
    }

    private void Take(FreshView fresh)
    {
        var room = RoomOf(fresh.Room);
        foreach (var message in fresh.Messages) room.Messages.Take(message);
        room.Take(fresh.Header);
        room.Fresh = fresh;
    }

    private RoomFacts RoomOf(Guid id)
    {
        if (!_rooms.TryGetValue(id, out var room)) _rooms.Add(id, room = new RoomFacts(id, verdict));
        return room;
    }

    private MarkerFacts PersonOf(string client)
    {
        var id = _clients[client].Person;
        if (!_people.TryGetValue(id, out var person)) _people.Add(id, person = new MarkerFacts(id));
        return person;
    }
}
