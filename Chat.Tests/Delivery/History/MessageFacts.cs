namespace Chat.Tests.Delivery;

/// <summary>The messages of a room, as all who saw them agree, or not.</summary>
internal sealed class MessageFacts(RoomFacts room, Verdict verdict)
{
    private readonly Dictionary<long, Place> _places = [];
    private readonly Dictionary<Guid, long> _numbers = [];
    private readonly Dictionary<string, Guid> _ids = [];
    private readonly Dictionary<(Guid, int), long> _texts = [];

    /// <summary>Every message that anybody saw.</summary>
    public IEnumerable<Place> Places => _places.Values;

    /// <summary>The place of the message whose text begins with a key, if anybody saw it there.</summary>
    public Place? Find(string key) => _ids.TryGetValue(key, out var id) ? _places[_numbers[id]] : null;

    /// <summary>The highest number that anybody saw.</summary>
    public long Head { get; private set; }

    public void Take(MessageRow row)
    {
        Head = Math.Max(Head, row.Number);
        TakePlace(row);
        if (_numbers.TryAdd(row.Id, row.Number) is false && _numbers[row.Id] != row.Number)
            verdict.Add(Breach.Doubled, $"Message {row.Id} stands at numbers {_numbers[row.Id]} and {row.Number} of room {room.Id}.");
        if (row.Key is { } key && !_ids.TryAdd(key, row.Id) && _ids[key] != row.Id)
            verdict.Add(Breach.Doubled, $"Message {key} is there under the ids {_ids[key]} and {row.Id}, the latter at number {row.Number}.");
        if (!row.Deleted && !_texts.TryAdd((row.Id, row.Version), row.Hash) && _texts[(row.Id, row.Version)] != row.Hash)
            verdict.Add(Breach.ContentChanged, $"Version {row.Version} of the message at number {row.Number} has two texts.");
        room.TakeRevision(row.Revision, row.Id, HashCode.Combine(row.Number, row.Version, row.Hash, row.Deleted));
    }

    public void Conclude()
    {
        var last = 0L;
        foreach (var place in _places.Values.OrderBy(p => p.Number))
        {
            if (place.At < last) verdict.Add(Breach.TimeBackwards, $"Number {place.Number} of room {room.Id} has time {place.At}, one before it {last}.");
            last = Math.Max(last, place.At);
        }
    }

    private void TakePlace(MessageRow row)
    {
        if (!_places.TryGetValue(row.Number, out var place))
            _places.Add(row.Number, place = new Place(row.Number, row.Id, row.Author, row.At));
        if (place.Id != row.Id) verdict.Add(Breach.NumberReused, $"Number {row.Number} of room {room.Id} is that of {place.Id} and of {row.Id}.");
        else if ((place.Author, place.At) != (row.Author, row.At)) verdict.Add(Breach.ContentChanged, $"Number {row.Number} of room {room.Id} changed its author or time.");
        if (row is { Version: 1, Deleted: false }) place.Made = row.Revision;
    }

    /// <summary>A message's place, which never changes.</summary>
    internal sealed record Place(long Number, Guid Id, Guid Author, long At)
    {
        /// <summary>The revision that made it; 0 when it was seen only after a change.</summary>
        public long Made { get; set; }
    }
}
