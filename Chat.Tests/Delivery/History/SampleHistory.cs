using Chat.Contracts;

namespace Chat.Tests.Delivery;

/// <summary>
/// A history that keeps the contract, written by hand: ann and bob in a private room, ten messages, an edit, a deletion, and
/// eve, who is removed at revision 13. Broken ones are made from it.
/// </summary>
internal static class SampleHistory
{
    public static readonly Guid Room = new("00000000-0000-0000-0000-0000000000aa");
    public static readonly Guid Ann = Person(1), Bob = Person(2), Eve = Person(3);
    public static readonly string RoomScope = Scope.Room(Room).ToString();

    /// <summary>Eve's removal, then what came after it.</summary>
    public const long Removal = 13;

    public static List<HistoryEvent> Make()
    {
        List<HistoryEvent> events = [];
        foreach (var (name, person) in Clients)
        {
            events.Add(new ClientStarted(person, true, [Room]) { Client = name });
            events.Add(new Connected { Client = name });
            events.Add(Set(name, SetVia.Snapshot, 0, 1) with { Header = Header });
        }
        for (var n = 1; n <= 10; n++)
        {
            var author = Author(n);
            events.Add(new Posting { Client = author, Room = Room, Key = Key(n), Sequence = n, Hash = Hash(n, 1), Seen = n - 1 });
            events.Add(Ok(author, n));
            foreach (var (name, _) in Clients) events.Add(Set(name, SetVia.Live, n, n + 1) with { Messages = [Row(n)] });
        }
        events.Add(new Edit { Client = "ann", Room = Room, Id = Id(3), Request = Person(9), Based = 1, Hash = Hash(3, 2), Fate = PostFate.Ok, Version = 2 });
        foreach (var (name, _) in Clients) events.Add(Set(name, SetVia.Live, 11, 12) with { Messages = [Edited] });
        events.Add(new Dropped(RoomScope, false) { Client = "eve" });
        foreach (var name in Stayed) events.Add(Set(name, SetVia.Live, 12, Removal) with { Members = [new MemberRow(Eve, Removal, null)] });
        events.Add(new Deletion(Room, Id(4), PostFate.Ok) { Client = "bob" });
        events.Add(new Reposted(Room, Key(5), ErrorCodes.Conflict) { Client = "ann" });
        events.Add(Ok("ann", 1));
        foreach (var name in Stayed)
        {
            events.Add(Set(name, SetVia.Live, 13, 14) with { Messages = [Deleted] });
            events.Add(new SetSeen
            {
                Client = name,
                Scope = Scope.Person(name == "ann" ? Ann : Bob).ToString(),
                Via = SetVia.Live,
                From = 0,
                To = 1,
                Head = 1,
                Incarnation = "i1",
                Applied = true,
                Markers = [Marker(name)],
            });
        }
        events.Add(new FreshView { Client = "ann", Room = Room, Revision = 14, Number = 10, Floor = 1, Header = Header, Messages = All });
        foreach (var name in Stayed)
            events.Add(new FinalView { Client = name, Room = Room, Revision = 14, Window = 1, Header = Header, Messages = All, Markers = [Marker(name)] });
        return events;
    }

    public static string Author(int n) => n % 2 == 1 ? "ann" : "bob";
    public static string Key(int n) => $"#{Author(n)}.{n}";
    public static Guid Id(int n) => Person(100 + n);

    public static MessageRow Row(int n) => new()
    {
        Number = n,
        Id = Id(n),
        Author = Author(n) == "ann" ? Ann : Bob,
        Revision = n + 1,
        At = 1_000 + n,
        Version = 1,
        Hash = Hash(n, 1),
        Key = Key(n),
    };

    public static MessageRow Edited => Row(3) with { Version = 2, Hash = Hash(3, 2), Revision = 12 };
    public static MessageRow Deleted => Row(4) with { Deleted = true, Key = null, Hash = TextHash.Of(""), Revision = 14 };

    public static Posted Ok(string client, int n) =>
        new() { Client = client, Room = Room, Key = Key(n), Fate = PostFate.Ok, Id = Id(n), Number = n, At = 1_000 + n };

    public static SetSeen Set(string client, SetVia via, long from, long to) =>
        new() { Client = client, Scope = RoomScope, Via = via, From = from, To = to, Head = to, Incarnation = "i1", Applied = true };

    private static readonly (string Name, Guid Person)[] Clients = [("ann", Ann), ("bob", Bob), ("eve", Eve)];
    private static readonly string[] Stayed = ["ann", "bob"];
    private static HeaderRow Header => new(1, 77, true);
    private static IReadOnlyList<MessageRow> All => [.. Enumerable.Range(1, 10).Select(n => n switch { 3 => Edited, 4 => Deleted, _ => Row(n) })];
    private static MarkerRow Marker(string name) => new(Room, 1, name == "ann" ? 9 : 10, 1);
    private static Guid Person(int n) => new($"00000000-0000-0000-0000-{n:d12}");
    private static long Hash(int n, int version) => (1_000 * version) + n;
}
