using System.Globalization;
using Chat.Client;
using Chat.Contracts;

namespace Chat.Tests.Client;

/// <summary>Rows as a client of Ann keeps them.</summary>
internal static class KeptRows
{
    public static readonly Guid Ann = Guid.Parse("00000000-0000-4000-8000-0000000a0000");
    public static readonly Guid Ben = Guid.Parse("00000000-0000-4000-8000-0000000b0000");

    public static Guid Id(int number) => Guid.Parse("00000000-0000-4000-8000-" + number.ToString("d12", CultureInfo.InvariantCulture));

    public static int NumberOf(Guid id) => int.Parse(id.ToString()[24..], CultureInfo.InvariantCulture);

    public static Person Person(Guid id) => new() { Id = id, Revision = 1, Name = id == Ann ? "ann" : "ben" };

    public static IReadOnlyList<Message> Messages(int count, string text = "text") =>
        [.. Enumerable.Range(1, count).Select(i => new Message { Id = Id(1_000 + i), Number = i, Revision = i, Author = i % 2 == 0 ? Ann : Ben, At = i, Text = text, Version = 1 })];

    public static CachedRoom Room(int room, long revision = 5, IReadOnlyList<Message>? messages = null, string incarnation = "A")
    {
        messages ??= Messages(1);
        return new CachedRoom
        {
            Room = Id(room),
            Joined = 1,
            Cursor = new Cursor(revision, incarnation),
            Number = messages.Count,
            Header = new RoomHeader { Id = Id(room), Revision = 1, Name = $"room {room}", Topic = "", Private = true, CreatedAt = 1, Floor = 1 },
            From = 1,
            Messages = messages,
            Members = [],
            MemberCount = 0,
            Visited = room,
        };
    }

    /// <param name="revision">The revision of Ann's own scope.</param>
    /// <param name="rooms">The rooms kept.</param>
    /// <param name="memberIn">The rooms that she is a member of; none: those.</param>
    public static CachedChat Of(long revision, IReadOnlyList<CachedRoom> rooms, IReadOnlyList<int>? memberIn = null) => new()
    {
        Person = Ann,
        Self = new CachedSelf
        {
            Cursor = new Cursor(revision, "A"),
            Memberships = [.. (memberIn?.Select(Id) ?? rooms.Select(room => room.Room)).Select(room => new Membership { Room = room, Revision = 1, Role = Roles.Member, Joined = 1 })],
            Markers = [],
            Heads = [],
            Incarnation = "A",
            Limits = Limits.Default,
        },
        People = new CachedPeople { Cursor = new Cursor(1, "A"), Rows = [Person(Ann), Person(Ben)] },
        Rooms = rooms,
    };
}
