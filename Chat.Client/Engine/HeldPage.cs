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
    private MessagesPage? _page;

    public void Arrive(MessagesPage page)
    {
        _page = page;
        Cursor = new Cursor(page.AsOf, page.Incarnation);
        foreach (var message in page.Messages) _messages[message.Number] = message;
    }

    public override void Join(Room room)
    {
        if (_page is null) return;
        room.Number = Math.Max(room.Number, _page.Number);
        if (_page.To < _page.From) return;
        room.Window.Add(_page.From, _page.To);
        room.RespectFloor();
        foreach (var message in _messages.Values) room.Merge(message);
    }

    protected override void Merge(ChangeSet set)
    {
        foreach (var message in set.Messages ?? [])
        {
            if (message.Number < _page!.From || message.Number > _page.To) continue;
            if (!_messages.TryGetValue(message.Number, out var held) || message.Revision > held.Revision)
                _messages[message.Number] = message;
        }
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
        foreach (var member in page.Members) _members[member.Person] = member;
    }

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
        foreach (var member in set.Members ?? [])
        {
            if (after is { } low && member.Person.CompareTo(low) <= 0) continue;
            if (_page!.Through is { } high && member.Person.CompareTo(high) > 0) continue;
            if (!_members.TryGetValue(member.Person, out var held) || member.Revision > held.Revision)
                _members[member.Person] = member;
        }
    }
}
