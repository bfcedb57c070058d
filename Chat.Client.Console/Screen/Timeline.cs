using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>A room's messages as rows: which of them are on the screen, and what scrolling does.</summary>
internal sealed class Timeline
{
    private readonly IReadOnlyList<Message> _messages;
    private readonly IReadOnlyList<OutboxItem> _pending;
    private readonly HashSet<long> _afterGap;
    private readonly MessageRows _rows;
    private readonly Dictionary<int, List<TimelineRow>> _made = [];
    private readonly RoomUi _ui;
    private readonly int _height;

    public Timeline(ScreenState screen, Metrics metrics)
    {
        var room = screen.Room;
        _messages = room?.Messages ?? [];
        _pending = room?.Pending ?? [.. screen.Chat.Outbox.Where(o => o.Room == screen.Ui.Room)];
        _afterGap = [.. (room?.Window ?? []).Skip(1).Select(r => r.From)];
        _rows = new MessageRows(screen, metrics);
        _ui = screen.Ui.Current;
        _height = metrics.TimelineRows;
    }

    public int Count => _messages.Count + _pending.Count;

    /// <summary>The newest number that can be shown.</summary>
    public long Newest => _messages.Count > 0 ? _messages[^1].Number : 0;

    public Item this[int index] =>
        index < _messages.Count ? new Item(_messages[index], null) : new Item(null, _pending[index - _messages.Count]);

    /// <summary>The rows on the screen, from the top; fewer than its height when there are no more.</summary>
    public List<TimelineRow> Visible()
    {
        var shown = new List<TimelineRow>();
        if (Count == 0) return shown;
        var (index, row) = Bottom();
        for (; index >= 0 && shown.Count < _height; index--, row = int.MaxValue)
        {
            var rows = Rows(index);
            for (var r = Math.Min(row, rows.Count - 1); r >= 0 && shown.Count < _height; r--) shown.Add(rows[r]);
        }

        shown.Reverse();
        return shown;
    }

    /// <summary>Whether the newest row is on the screen.</summary>
    public bool AtNewest => Count == 0 || Bottom() == Last;

    /// <summary>Whether the oldest row that is held is on the screen.</summary>
    public bool AtOldest => Count == 0 || Bottom() == Lowest();

    /// <summary>The item at the bottom of the screen.</summary>
    public int BottomIndex => Count == 0 ? -1 : Bottom().Index;

    /// <summary>Whether the messages before an item are missing.</summary>
    public bool HasGapBefore(int index) => index < _messages.Count && index >= 0 && _afterGap.Contains(_messages[index].Number);

    /// <summary>The place after scrolling: up by a positive number of rows, down by a negative one.</summary>
    public Anchor? Scrolled(int rowsUp)
    {
        if (Count == 0) return null;
        var to = Move(Bottom(), rowsUp);
        var lowest = Lowest();
        return AnchorAt(Before(to, lowest) ? lowest : to);
    }

    /// <summary>The place at which the rows of an item begin at the top of the screen.</summary>
    public Anchor? WithTop(int index)
    {
        // The empty line before a turn is no use at the top.
        var rows = Rows(index);
        var first = rows.Count > 1 && rows[0] is { Kind: RowKind.Text, Text.Count: 0, Name.Length: 0 } ? 1 : 0;
        return AnchorAt(Move((index, first), -(_height - 1)));
    }

    /// <summary>The nearest place at which all rows of an item are on the screen.</summary>
    public Anchor? Showing(int index)
    {
        var bottom = Bottom();
        var end = (Index: index, Row: Rows(index).Count - 1);
        if (Before(bottom, end)) return AnchorAt(end);
        var top = Move(bottom, _height - 1);
        return Before((index, 0), top) ? WithTop(index) : _ui.Anchor;
    }

    public int IndexOf(Guid message)
    {
        for (var i = Count - 1; i >= 0; i--)
            if (this[i].Id == message) return i;
        return -1;
    }

    public int IndexOf(long number)
    {
        var (low, high) = (0, _messages.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_messages[middle].Number == number) return middle;
            if (_messages[middle].Number < number) low = middle + 1;
            else high = middle - 1;
        }

        return -1;
    }

    private (int Index, int Row) Last => (Count - 1, Rows(Count - 1).Count - 1);

    private List<TimelineRow> Rows(int index)
    {
        if (_made.TryGetValue(index, out var rows)) return rows;
        return _made[index] = _rows.Of(this[index], index > 0 ? this[index - 1] : null, HasGapBefore(index));
    }

    private (int Index, int Row) Bottom()
    {
        if (_ui.Anchor is not { } anchor || IndexOf(anchor.Message) is not (>= 0 and var index)) return Last;
        var at = (index, Math.Max(0, Rows(index).Count - 1 - anchor.RowsBelow));
        var lowest = Lowest();
        return Before(at, lowest) ? lowest : at;
    }

    // The highest place one can scroll to: the screen is full, and its top row is the oldest.
    private (int Index, int Row) Lowest()
    {
        var rows = 0;
        for (var index = 0; index < Count; index++)
        {
            var count = Rows(index).Count;
            if (rows + count >= _height) return (index, Math.Max(0, _height - rows - 1));
            rows += count;
        }

        return Last;
    }

    private (int Index, int Row) Move((int Index, int Row) at, int up)
    {
        var (index, row) = at;
        for (; up > 0 && (index > 0 || row > 0); up--)
        {
            if (row > 0) row--;
            else row = Rows(--index).Count - 1;
        }

        for (; up < 0 && (index, row) != Last; up++)
        {
            if (row + 1 < Rows(index).Count) row++;
            else (index, row) = (index + 1, 0);
        }

        return (index, row);
    }

    private Anchor? AnchorAt((int Index, int Row) at) =>
        at == Last ? null : new Anchor(this[at.Index].Id, Rows(at.Index).Count - 1 - at.Row);

    private static bool Before((int Index, int Row) a, (int Index, int Row) b) =>
        a.Index < b.Index || (a.Index == b.Index && a.Row < b.Row);
}
