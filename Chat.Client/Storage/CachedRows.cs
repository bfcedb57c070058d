using Chat.Contracts;

namespace Chat.Client;

/// <summary>How the rows that several processes of a person hold become those that are kept.</summary>
internal static class CachedRows
{
    /// <summary>What is kept after a process wrote its own: rows that another has in a newer state stay, rooms that one isn't in any more go.</summary>
    public static CachedChat Join(CachedChat? held, CachedChat own)
    {
        if (held is null) return own;
        var self = IsBetter(held.Self.Cursor, own.Self.Cursor) ? held.Self : own.Self;
        var joined = self.Memberships.Where(membership => membership.Role is not null).ToDictionary(membership => membership.Room, membership => membership.Joined);
        List<CachedRoom> rooms = [.. Better(held.Rooms, own.Rooms)
            .Where(room => joined.TryGetValue(room.Room, out var since) && since == room.Joined)
            .OrderBy(room => room.Visited).TakeLast(CacheBounds.Rooms)];
        return own with { Self = self, Rooms = rooms, People = Join(held.People, own.People, NamedIn(rooms).ToHashSet()) };
    }

    /// <summary>Whoever wrote a message or is a member.</summary>
    public static IEnumerable<Guid> NamedIn(IEnumerable<CachedRoom> rooms)
    {
        foreach (var room in rooms)
        {
            foreach (var message in room.Messages)
            {
                yield return message.Author;
                if (message.DeletedBy is { } deleter) yield return deleter;
            }

            foreach (var member in room.Members) yield return member.Person;
        }
    }

    // Newer, or as new and more. Of another run of the server, the later writer knows better.
    private static bool IsBetter(Cursor held, Cursor own, int more = 0) =>
        held.Incarnation == own.Incarnation && (held.Revision > own.Revision || (held.Revision == own.Revision && more > 0));

    private static Dictionary<Guid, CachedRoom>.ValueCollection Better(IReadOnlyList<CachedRoom> held, IReadOnlyList<CachedRoom> own)
    {
        var rooms = held.ToDictionary(room => room.Room);
        foreach (var room in own)
        {
            if (!rooms.TryGetValue(room.Room, out var other)) rooms[room.Room] = room;
            else
            {
                var keeps = other.Joined == room.Joined && IsBetter(other.Cursor, room.Cursor, other.Messages.Count - room.Messages.Count);
                rooms[room.Room] = (keeps ? other : room) with { Visited = Math.Max(other.Visited, room.Visited) };
            }
        }

        return rooms.Values;
    }

    // What another process kept and this one doesn't know stays, as of the older of both cursors: so each row is as new as the cursor says.
    private static CachedPeople Join(CachedPeople held, CachedPeople own, HashSet<Guid> named)
    {
        if (held.Cursor is not { } theirs || own.Cursor is not { } ours || theirs.Incarnation != ours.Incarnation) return own;
        var known = own.Rows.Select(person => person.Id).ToHashSet();
        List<Person> extras = [.. held.Rows.Where(person => named.Contains(person.Id) && !known.Contains(person.Id))];
        if (extras.Count == 0) return own;
        return new CachedPeople { Cursor = theirs.Revision < ours.Revision ? theirs : ours, Rows = [.. own.Rows.Concat(extras).Take(CacheBounds.People)] };
    }
}
