namespace Chat.Client;

/// <summary>The ranges of message numbers that a client holds: disjoint, ascending, the last perhaps open upward.</summary>
internal sealed class NumberWindow
{
    private readonly List<NumberRange> _ranges = [];

    public IReadOnlyList<NumberRange> Ranges => _ranges;

    /// <summary>Whether everything newer is included.</summary>
    public bool HasTail => _ranges.Count > 0 && _ranges[^1].To is null;

    public bool Contains(long number) => _ranges.Exists(range => range.Contains(number));

    public void Clear() => _ranges.Clear();

    /// <summary>Adds a range; ranges that touch or overlap become one.</summary>
    public void Add(long from, long? to)
    {
        var merged = new NumberRange(from, to);
        for (var i = _ranges.Count - 1; i >= 0; i--)
        {
            var range = _ranges[i];
            if (!Touch(range, merged)) continue;
            _ranges.RemoveAt(i);
            merged = new NumberRange(
                Math.Min(range.From, merged.From),
                range.To is { } a && merged.To is { } b ? Math.Max(a, b) : null);
        }

        var place = _ranges.FindIndex(range => range.From > merged.From);
        _ranges.Insert(place < 0 ? _ranges.Count : place, merged);
    }

    /// <summary>Takes a range out: one that it lies inside becomes two. What would leave nothing is not done.</summary>
    /// <returns>Whether it was.</returns>
    public bool TryCut(long from, long? to)
    {
        if (to < from) return false;
        var gone = new NumberRange(from, to);
        var rest = _ranges.SelectMany(range => range.Without(gone)).ToList();
        if (rest.Count == 0) return false;
        _ranges.Clear();
        _ranges.AddRange(rest);
        return true;
    }

    /// <summary>The range that holds a number; without one, the first.</summary>
    public NumberRange? At(long? number) => number is { } wanted ? _ranges.Find(range => range.Contains(wanted)) : _ranges.FirstOrDefault();

    /// <summary>Takes out every number below a floor.</summary>
    public void CutBelow(long floor)
    {
        for (var i = _ranges.Count - 1; i >= 0; i--)
        {
            if (_ranges[i].From >= floor) continue;
            if (_ranges[i].To < floor) _ranges.RemoveAt(i);
            else _ranges[i] = _ranges[i] with { From = floor };
        }
    }

    private static bool Touch(NumberRange a, NumberRange b) =>
        (b.To is not { } bTo || a.From <= bTo + 1) && (a.To is not { } aTo || b.From <= aTo + 1);
}
