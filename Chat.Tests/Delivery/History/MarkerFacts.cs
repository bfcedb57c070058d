namespace Chat.Tests.Delivery;

/// <summary>
/// The read markers of one person. Within a generation they only go up, never above the head. Of a person whose clients are
/// all bare every move is in the history, so that a marker must lie where one of them put it.
/// </summary>
internal sealed class MarkerFacts(Guid person)
{
    private readonly Dictionary<Guid, OfRoom> _rooms = [];
    private bool _explained = true;

    /// <summary>The person has a client.</summary>
    public void Clients(bool bare) => _explained &= bare;

    public void Take(Posting posting)
    {
        var room = Of(posting.Room);
        if (posting.Seen is { } seen) room.Named.Add(seen);
        room.Keys.Add(posting.Key);
    }

    public void Take(Marking marking)
    {
        var room = Of(marking.Room);
        room.Named.Add(marking.Number);
        if (marking.Fate == PostFate.Ok) room.Least = Math.Max(room.Least, marking.Number);
    }

    public void Take(MarkerRow row)
    {
        var room = Of(row.Room);
        if (!room.Rows.TryAdd(row.Revision, (row.Number, row.Generation)) && room.Rows[row.Revision] != (row.Number, row.Generation))
            room.Forms.Add(row);
    }

    /// <summary>A marker as its holder has it at the end.</summary>
    public void TakeLast(MarkerRow row)
    {
        Take(row);
        Of(row.Room).Last = row;
    }

    public void Conclude(Dictionary<Guid, RoomFacts> rooms, Verdict verdict)
    {
        foreach (var (id, marker) in _rooms)
        {
            if (!rooms.TryGetValue(id, out var room)) continue;
            CheckSteps(id, marker, room, verdict);
            if (_explained) CheckPlaces(id, marker, room, verdict);
        }
    }

    private void CheckSteps(Guid id, OfRoom marker, RoomFacts room, Verdict verdict)
    {
        foreach (var row in marker.Forms)
            verdict.Add(Breach.MarkerDrifted, $"The marker of {person} in room {id} is {marker.Rows[row.Revision]} and {(row.Number, row.Generation)} at revision {row.Revision}.");
        var last = (Number: 0L, Generation: 0L);
        foreach (var (revision, now) in marker.Rows)
        {
            if (now.Generation < last.Generation || (now.Generation == last.Generation && now.Number < last.Number))
                verdict.Add(Breach.MarkerDrifted, $"The marker of {person} in room {id} went from {last} back to {now} at revision {revision}.");
            if (room.Fresh is { } fresh && now.Number > fresh.Number)
                verdict.Add(Breach.MarkerDrifted, $"The marker of {person} in room {id} is {now.Number}, above the head {fresh.Number}.");
            last = now;
        }
    }

    private void CheckPlaces(Guid id, OfRoom marker, RoomFacts room, Verdict verdict)
    {
        // The first of a generation was put there by joining or by an act before the history.
        var given = marker.Rows.Values.GroupBy(r => r.Generation).Select(g => g.First()).ToHashSet();
        var own = marker.Keys.Select(k => room.Messages.Find(k)?.Number ?? 0).ToHashSet();
        foreach (var now in marker.Rows.Values)
            if (!given.Contains(now) && !marker.Named.Contains(now.Number) && !own.Contains(now.Number))
                verdict.Add(Breach.MarkerDrifted, $"The marker of {person} in room {id} is {now.Number}, where nothing put it.");
        if (marker.Last is { } last && given.Count == 1 && last.Number < marker.Least)
            verdict.Add(Breach.MarkerDrifted, $"The marker of {person} in room {id} is {last.Number} at the end; {marker.Least} was acknowledged as read.");
    }

    private OfRoom Of(Guid room)
    {
        if (!_rooms.TryGetValue(room, out var found)) _rooms.Add(room, found = new OfRoom());
        return found;
    }

    private sealed class OfRoom
    {
        public SortedDictionary<long, (long Number, long Generation)> Rows { get; } = [];

        /// <summary>Rows that were seen otherwise at the same revision.</summary>
        public List<MarkerRow> Forms { get; } = [];
        public HashSet<long> Named { get; } = [];
        public HashSet<string> Keys { get; } = [];
        public long Least { get; set; }
        public MarkerRow? Last { get; set; }
    }
}
