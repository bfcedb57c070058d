using Chat.Contracts;

namespace Chat.Client;

internal sealed partial class ChatEngine
{
    private const int TypingExpires = 6_000;
    private const int TypingEvery = 3_000;

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
        if (typing.Person == _me || !_rooms.TryGetValue(typing.Room, out var room) || !room.Opened) return;
        room.Typing[typing.Person] = _now + TypingExpires;
        Touch(room);
    }

    private void ExpireTyping()
    {
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
