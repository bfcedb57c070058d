namespace Chat.Tests.Delivery;

/// <summary>Who was in a room from which revision to which, and what reached or came from those who were not.</summary>
internal sealed class MemberFacts(RoomFacts room, Verdict verdict)
{
    private readonly Dictionary<Guid, SortedDictionary<long, string?>> _roles = [];
    private readonly Dictionary<Guid, List<(SetVia Via, long From, long To, long Head, string Client)>> _sets = [];

    public void Take(MemberRow row)
    {
        if (!_roles.TryGetValue(row.Person, out var roles)) _roles.Add(row.Person, roles = []);
        roles[row.Revision] = row.Role;
        room.TakeRevision(row.Revision, row.Person, row.Role is null ? 0 : TextHash.Of(row.Role));
    }

    /// <summary>A set of this room reached somebody.</summary>
    public void Take(Guid person, SetSeen set)
    {
        if (set.Via == SetVia.State) return;
        if (!_sets.TryGetValue(person, out var sets)) _sets.Add(person, sets = []);
        sets.Add((set.Via, set.From, set.To, set.Head, set.Client));
    }

    /// <summary>Whether somebody was in the room and is no more.</summary>
    public bool IsOut(Guid person) => _roles.TryGetValue(person, out var roles) && roles.Last().Value is null;

    public void Conclude()
    {
        foreach (var (person, roles) in _roles)
            foreach (var (left, back) in Absences(roles))
            {
                foreach (var place in room.Messages.Places)
                    if (place.Author == person && place.Made > left && place.Made < back)
                        verdict.Add(Breach.AcceptedAfterRemoval, $"{person} was not in room {room.Id} from revision {left} on, and posted number {place.Number} at {place.Made}.");
                // A public room may be read by all: only who may not is looked at.
                if (!room.Private) continue;
                foreach (var set in _sets.GetValueOrDefault(person, []))
                    if (set.Via == SetVia.Live ? set.To > left && set.Head < back : set.Head >= left && set.Head < back)
                        verdict.Add(Breach.DeliveredAfterRemoval, $"{set.Client} got the {set.Via} set ({set.From}, {set.To}] of room {room.Id}, removed at {left}.");
            }
    }

    /// <summary>From the revision that ended a membership to the one that began the next.</summary>
    private static IEnumerable<(long Left, long Back)> Absences(SortedDictionary<long, string?> roles)
    {
        long? left = null;
        foreach (var (revision, role) in roles)
        {
            if (role is null) left ??= revision;
            else if (left is { } since)
            {
                yield return (since, revision);
                left = null;
            }
        }
        if (left is { } forGood) yield return (forGood, long.MaxValue);
    }
}
