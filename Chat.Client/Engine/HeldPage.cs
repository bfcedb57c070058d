using Chat.Contracts;

namespace Chat.Client;

/// <summary>A page that was asked for, and once it has come perhaps waits for its rows to be brought up to the room's cursor.</summary>
internal abstract class HeldPage
{
    /// <summary>Where the page stands; none while it is on its way.</summary>
    public Cursor? Cursor { get; protected set; }

    /// <summary>Applies a set that begins at or before the page.</summary>
    public void Apply(ChangeSet set)
    {
        if (Cursor is null || set.From > Cursor.Revision || set.To <= Cursor.Revision) return;
        Merge(set);
        Cursor = new Cursor(set.To, set.Incarnation);
    }

    /// <summary>The page is as new as the room: its rows become the room's.</summary>
    public abstract void Join(Room room);

    protected abstract void Merge(ChangeSet set);
}

/// <summary>A page of messages.</summary>
internal sealed class HistoryPage : HeldPage
{
    private readonly SortedDictionary<long, Message> _messages = [];
    private readonly List<NumberRange> _missing = [];
    private MessagesPage? _page;

    /// <summary>Of the numbers read. One without an end reaches the newest message, and what is newer belongs to it.</summary>
    private NumberRange _range = new(0, -1);

    public void Arrive(MessagesPage page, Room room)
    {
        _page = page;
        // One that isn't older than the room and knows of fewer messages is wrong.
        var believed = page.AsOf < (room.Cursor?.Revision ?? 0) || page.Number >= room.Number || room.NumberIsOld;
        _range = new NumberRange(page.From, page.To >= page.Number && believed ? null : page.To);
        Cursor = new Cursor(page.AsOf, page.Incarnation);
        foreach (var message in page.Messages) Keep(message);
        // What a server leaves out is a gap, not a number that was never used.
        var from = page.From;
        foreach (var number in _messages.Keys.Append(page.To + 1))
        {
            if (number > from) _missing.Add(new NumberRange(from, number - 1));
            from = number + 1;
        }
    }

    public override void Join(Room room)
    {
        if (_page is null) return;
        room.RaiseNumber(_page.Number);
        if (_range.To < _range.From) return;
        foreach (var range in _missing.Aggregate((IEnumerable<NumberRange>)[_range], (rest, gone) => rest.SelectMany(left => left.Without(gone))))
            room.Window.Add(range.From, range.To);
        room.RespectFloor();
        foreach (var message in _messages.Values) room.Merge(message);
    }

    protected override void Merge(ChangeSet set)
    {
        foreach (var message in set.Messages ?? []) Keep(message);
    }

    private void Keep(Message message)
    {
        if (!_range.Contains(message.Number)) return;
        if (!_messages.TryGetValue(message.Number, out var held) || message.Revision > held.Revision)
            _messages[message.Number] = message;
    }
}

/// <summary>A page of members.</summary>
internal sealed class MemberListPage(Guid? after) : HeldPage
{
    private readonly Dictionary<Guid, Member> _members = [];
    private MembersPage? _page;

    public void Arrive(MembersPage page)
    {
        _page = page;
        Cursor = new Cursor(page.AsOf, page.Incarnation);
        foreach (var member in page.Members) Keep(member);
    }

    /// <summary>Whether a page does not lead on from where it was asked.</summary>
    public bool IsStuck(MembersPage page) => after is { } low && page.Through is { } through && through.CompareTo(low) <= 0;

    public override void Join(Room room)
    {
        if (_page is null) return;
        room.MembersLoaded = true;
        room.MembersThrough = _page.Through;
        room.MemberCount = _page.Total;
        foreach (var member in _members.Values) room.Merge(member);
    }

    protected override void Merge(ChangeSet set)
    {
        foreach (var member in set.Members ?? []) Keep(member);
    }

    private void Keep(Member member)
    {
        if (after is { } low && member.Person.CompareTo(low) <= 0) return;
        if (_page!.Through is { } high && member.Person.CompareTo(high) > 0) return;
        if (!_members.TryGetValue(member.Person, out var held) || member.Revision > held.Revision)
            _members[member.Person] = member;
    }
}
