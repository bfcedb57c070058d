using Chat.Contracts;

namespace Chat.Client;

internal sealed partial class ChatEngine
{
    private const int TypingExpires = 6_000;
    private const int TypingEvery = 3_000;

    /// <summary>Who is typing in one's rooms that are not open, and until when.</summary>
    private readonly Dictionary<Guid, Dictionary<Guid, long>> _elsewhere = [];

    private bool _hidden;
    private bool _away;

    /// <summary>What the server was told of the two last.</summary>
    private (bool Hidden, bool Away) _told;

    /// <summary>How present the person is at this client.</summary>
    public void Presence(bool hidden, bool away)
    {
        if (hidden == _hidden && away == _away) return;
        _hidden = hidden;
        _away = away;
        if (_connection == ConnectionState.Live) AnswerBeat();
    }

    /// <summary>The person is typing in a room.</summary>
    public void Typing(Guid id)
    {
        if (_connection != ConnectionState.Live || !_rooms.TryGetValue(id, out var room) || !room.Opened) return;
        if (room.TypingSentAt is { } sent && _now - sent < TypingEvery) return;
        room.TypingSentAt = _now;
        Send(nameof(IChatHub.Type), new Typing(id));
    }

    private void AnswerBeat()
    {
        _told = (_hidden, _away);
        Send(nameof(IChatHub.AnswerBeat), new BeatAnswer { Hidden = _hidden, Away = _away });
    }

    private void Receive(PresenceChanged presence)
    {
        if (!_rooms.TryGetValue(presence.Room, out var room) || !room.Opened) return;
        room.Here = presence.Here;
        room.MemberCount = presence.Members;
        if (presence.Full) room.Presence.Clear();
        foreach (var (person, state) in presence.People)
        {
            if (state == PresenceStates.Offline) room.Presence.Remove(person);
            else room.Presence[person] = state;
        }

        Touch(room);
    }

    private void Receive(TypingChanged typing)
    {
        if (typing.Person == _me) return;
        if (!_rooms.TryGetValue(typing.Room, out var room) || !room.Opened)
        {
            TypesElsewhere(typing);
            return;
        }

        room.Typing[typing.Person] = _now + TypingExpires;
        Touch(room);
    }

    /// <summary>Somebody types in a room of one's own that isn't open: the list of rooms shows it.</summary>
    private void TypesElsewhere(TypingChanged typing)
    {
        if (_memberships.GetValueOrDefault(typing.Room) is not { Role: not null }) return;
        if (!_elsewhere.TryGetValue(typing.Room, out var people)) _elsewhere[typing.Room] = people = [];
        if (!people.ContainsKey(typing.Person)) TouchElsewhere();
        people[typing.Person] = _now + TypingExpires;
    }

    /// <summary>Of a room that is opened, the conversation tells; without a connection, nobody does.</summary>
    private void NobodyTypesElsewhere(Guid? room = null)
    {
        if (_elsewhere.Count == 0 || (room is { } opened && !_elsewhere.Remove(opened))) return;
        if (room is null) _elsewhere.Clear();
        TouchElsewhere();
    }

    private void ExpireTyping()
    {
        foreach (var (room, people) in _elsewhere)
        {
            foreach (var (person, until) in people)
                if (until <= _now && people.Remove(person)) TouchElsewhere();
            if (people.Count == 0) _elsewhere.Remove(room);
        }

        foreach (var room in _opened)
        {
            foreach (var (person, until) in room.Typing)
            {
                if (until > _now) continue;
                room.Typing.Remove(person);
                Touch(room);
            }
        }
    }
}
