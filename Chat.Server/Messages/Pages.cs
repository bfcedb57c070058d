using Chat.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Chat.Server;

/// <summary>Pages of a room's messages: range reads by (room, number), as far as a page's limits allow.</summary>
internal static class Pages
{
    /// <summary>The newest messages at or above the floor, by number.</summary>
    public static Task<List<Message>> NewestAsync(ChatDb db, Guid room, long floor, int limit) =>
        BeforeAsync(db, room, floor, long.MaxValue, limit);

    /// <summary>The messages next below a number, by number.</summary>
    public static async Task<List<Message>> BeforeAsync(ChatDb db, Guid room, long floor, long before, int limit)
    {
        var found = await db.Messages.AsNoTracking()
            .Where(m => m.RoomId == room && m.Number >= floor && m.Number < before)
            .OrderByDescending(m => m.Number).Take(limit).ToListAsync();
        var page = Fit(found);
        page.Reverse();
        return page;
    }

    /// <summary>The messages next above a number, by number.</summary>
    public static async Task<List<Message>> AfterAsync(ChatDb db, Guid room, long floor, long after, int limit) =>
        Fit(await db.Messages.AsNoTracking()
            .Where(m => m.RoomId == room && m.Number >= floor && m.Number > after)
            .OrderBy(m => m.Number).Take(limit).ToListAsync());

    /// <summary>The people that messages and members name.</summary>
    public static async Task<List<Person>> PeopleAsync(ChatDb db, IEnumerable<Message>? messages, IEnumerable<Member>? members)
    {
        var ids = new HashSet<Guid>();
        foreach (var message in messages ?? [])
        {
            ids.Add(message.Author);
            if (message.DeletedBy is { } by) ids.Add(by);
        }
        foreach (var member in members ?? []) ids.Add(member.Person);
        return ids.Count == 0 ? [] : await People.ReadAsync(db, ids);
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
