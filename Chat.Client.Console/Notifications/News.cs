namespace Chat.Client.Cli;

/// <summary>What came in a room since it was last told of.</summary>
/// <param name="Room">The room.</param>
/// <param name="After">The last number that was told of.</param>
/// <param name="Number">The newest.</param>
internal readonly record struct Fresh(Guid Room, long After, long Number);

/// <summary>
/// Finds what people are to be told of: by number, so that nothing is told twice, however often the connection breaks.
/// What was there at the beginning is no news.
/// </summary>
internal sealed class News
{
    /// <summary>A room that is talked in without a pause is told of so often at most.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Guid, long> _told = [];
    private readonly Dictionary<Guid, DateTimeOffset> _next = [];

    /// <summary>The rooms with something new; each is answered once.</summary>
    /// <param name="chat">What the client knows.</param>
    /// <param name="now">The time.</param>
    /// <param name="isQuiet">A room that is looked at, or muted.</param>
    public List<Fresh> Take(ChatState chat, DateTimeOffset now, Func<Guid, bool> isQuiet)
    {
        var fresh = new List<Fresh>();
        // What was kept is no beginning: what came since would be news.
        if (chat.Connection != ConnectionState.Live || chat.HeadsAreKept) return fresh;
        foreach (var room in chat.Memberships.Keys)
        {
            if (!chat.Heads.TryGetValue(room, out var head)) continue;
            var known = _told.TryGetValue(room, out var told);
            if (known && head.Number > told && _next.GetValueOrDefault(room) > now) continue;

            // A database that was put back has a lower number, and what it had to tell was told.
            if (known && head.Number > told && chat.Unread(room) > 0 && !isQuiet(room))
            {
                fresh.Add(new Fresh(room, told, head.Number));
                _next[room] = now + Pause;
            }

            _told[room] = head.Number;
        }

        return fresh;
    }
}
