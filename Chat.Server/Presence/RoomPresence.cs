using System.Collections.Frozen;
using Chat.Contracts;

namespace Chat.Server;

/// <summary>What the watchers of one room were told of who is here, and what is new since.</summary>
internal sealed class RoomPresence(Guid room, FrozenSet<Guid> members)
{
    private (int Here, int Members, bool Counted) _told;

    /// <summary>The room's members, as they were when last read.</summary>
    public FrozenSet<Guid> Members { get; private set; } = members;

    private bool IsCounted => Members.Count > Limits.Default.PresenceMembers;

    /// <summary>The whole state.</summary>
    /// <param name="board">Who is here.</param>
    /// <param name="known">False soon after the server's start: then nothing is said of those who have not come yet.</param>
    public PresenceChanged Whole(PresenceBoard board, bool known)
    {
        var people = Members.Select(person => new PersonPresence(person, board.StateOf(person)))
            .Where(person => person.State != PresenceStates.Offline).ToList();
        return new PresenceChanged
        {
            Room = room,
            Here = people.Count,
            Members = Members.Count,
            Full = known || IsCounted,
            People = IsCounted ? [] : people,
        };
    }

    /// <summary>What is new; null when nothing is.</summary>
    /// <param name="board">Who is here.</param>
    /// <param name="changed">The people whose state has changed.</param>
    /// <param name="members">The members read anew, if they may have changed.</param>
    public PresenceChanged? Difference(PresenceBoard board, IReadOnlyCollection<Guid> changed, FrozenSet<Guid>? members)
    {
        if (members is null && !changed.Any(Members.Contains)) return null;
        var before = Members;
        Members = members ?? before;
        var counts = (Here: Members.Count(person => board.StateOf(person) != PresenceStates.Offline), Members.Count, IsCounted);
        var (told, wasTold) = (_told, _told != default);
        _told = counts;
        // Small enough now to be listed: of those who were only counted, nobody knows who they are.
        if (wasTold && told.Counted && !IsCounted) return Whole(board, known: true);

        var people = IsCounted ? [] : Members.Where(person => changed.Contains(person) || !before.Contains(person))
            .Select(person => new PersonPresence(person, board.StateOf(person))).ToList();
        if (people.Count == 0 && wasTold && told == counts) return null;
        return new PresenceChanged { Room = room, Here = counts.Here, Members = Members.Count, Full = IsCounted, People = people };
    }
}
