using Chat.Contracts;

namespace Chat.Server;

/// <summary>Pages of a room's messages: range reads by (room, number), as far as a page's limits allow.</summary>
internal static class Pages
{
    /// <summary>The newest messages at or above the floor, by number.</summary>
    public static List<Message> Newest(ReadConnection db, Guid room, long floor, int limit) => Before(db, room, floor, long.MaxValue, limit);

    /// <summary>The messages next below a number, by number.</summary>
    public static List<Message> Before(ReadConnection db, Guid room, long floor, long before, int limit)
    {
        var page = Fit(db.List<RoomMessage>("RoomId = ?1 AND Number >= ?2 AND Number < ?3 ORDER BY Number DESC LIMIT ?4", s => Bind(s, room, floor, before, limit)));
        page.Reverse();
        return page;
    }

    /// <summary>The messages next above a number, by number.</summary>
    public static List<Message> After(ReadConnection db, Guid room, long floor, long after, int limit) => Fit(db.List<RoomMessage>(NextAbove, s =>
    {
        s.Bind(1, room);
        // The higher of the two, here: of two lower bounds SQLite seeks to one, and goes through all rows up to the other.
        s.Bind(2, Math.Max(after, floor - 1));
        s.Bind(3, limit);
    }));

    /// <summary>One step in the primary key, and the rows from there on.</summary>
    internal const string NextAbove = "RoomId = ?1 AND Number > ?2 ORDER BY Number LIMIT ?3";

    /// <summary>
    /// The newest number of a message that was taken before a time, below the floor when none was. Found by halving, since
    /// times never go down as numbers go up: twenty reads by key in a room of a million, and no index that every message pays for.
    /// </summary>
    public static long LastEarlierThan(ReadConnection db, Guid room, long floor, long newest, long since)
    {
        var (low, high) = (floor - 1, newest);
        while (low < high)
        {
            var middle = low + (high - low + 1) / 2;
            var at = db.Number(AtOfNumber, s =>
            {
                s.Bind(1, room);
                s.Bind(2, middle);
            });
            if (at < since) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    /// <summary>When a message was taken: one step in the primary key.</summary>
    internal const string AtOfNumber = "SELECT At FROM Messages WHERE RoomId = ?1 AND Number = ?2";

    private static void Bind(Statement statement, Guid room, long floor, long number, int limit)
    {
        statement.Bind(1, room);
        statement.Bind(2, floor);
        statement.Bind(3, number);
        statement.Bind(4, limit);
    }

    /// <summary>The people that messages and members name.</summary>
    public static List<Person> People(ReadConnection db, IEnumerable<Message>? messages, IEnumerable<Member>? members)
    {
        var ids = new HashSet<Guid>();
        foreach (var message in messages ?? [])
        {
            ids.Add(message.Author);
            if (message.DeletedBy is { } by) ids.Add(by);
        }
        foreach (var member in members ?? []) ids.Add(member.Person);
        return ids.Count == 0 ? [] : Server.People.Read(db, ids);
    }

    private static List<Message> Fit(List<RoomMessage> found)
    {
        var page = new List<Message>(found.Count);
        var bytes = 0;
        foreach (var message in found.Select(m => m.ToWire()))
        {
            bytes += RoomMessage.SizeOf(message);
            if (page.Count > 0 && bytes > Limits.Default.PageBytes) break;
            page.Add(message);
        }
        return page;
    }
}
