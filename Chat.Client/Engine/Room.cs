using Chat.Contracts;

namespace Chat.Client;

/// <summary>What the engine holds of a room.</summary>
internal sealed class Room(Guid id) : WatchedScope(Scope.Room(id))
{
    public Guid Id { get; } = id;

    /// <summary>Oneself: one's own member row is always held.</summary>
    public Guid? Me { get; set; }

    /// <summary>Shown, and watched whenever there is a connection.</summary>
    public bool Opened { get; set; }

    public bool NotFound { get; set; }

    public RoomHeader? Header { get; private set; }

    /// <summary>The newest number known.</summary>
    public long Number { get; set; }

    public SortedList<long, Message> Messages { get; } = [];

    /// <summary>The ids of the messages held: what is drawn of the outbox is the rest.</summary>
    public HashSet<Guid> Ids { get; } = [];

    public NumberWindow Window { get; } = new();

    public Dictionary<Guid, Member> Members { get; } = [];

    /// <summary>Whether the first page of members has come.</summary>
    public bool MembersLoaded { get; set; }

    /// <summary>The last person that the members held cover; none, once loaded: they are complete.</summary>
    public Guid? MembersThrough { get; set; }

    public int MemberCount { get; set; }

    public int Here { get; set; }

    public Dictionary<Guid, string> Presence { get; } = [];

    /// <summary>Who is typing, and until when.</summary>
    public Dictionary<Guid, long> Typing { get; } = [];

    public HistoryPage? Page { get; set; }

    public MemberListPage? MembersPage { get; set; }

    /// <summary>A jump that was wanted before there was a window.</summary>
    public long? WantedAround { get; set; }

    /// <summary>The first page of members is to be asked for.</summary>
    public bool WantsMembers { get; set; }

    /// <summary>When one's own typing was told last.</summary>
    public long? TypingSentAt { get; set; }

    /// <summary>Its immutable picture, until something changes.</summary>
    public RoomState? Picture { get; set; }

    public IEnumerable<HeldPage> HeldPages
    {
        get
        {
            if (Page?.Cursor is not null) yield return Page;
            if (MembersPage?.Cursor is not null) yield return MembersPage;
        }
    }

    /// <summary>Where a <c>Watch</c> has to begin, so that its answer serves the room and the pages held aside.</summary>
    public Cursor? WatchCursor =>
        Cursor is null ? null : HeldPages.Select(page => page.Cursor!).Append(Cursor).MinBy(cursor => cursor.Revision);

    public bool Covers(Guid person) =>
        person == Me || (MembersLoaded && (MembersThrough is not { } through || person.CompareTo(through) <= 0));

    public bool Merge(RoomHeader header)
    {
        if (header.Revision <= (Header?.Revision ?? 0)) return false;
        Header = header;
        RespectFloor();
        return true;
    }

    public bool Merge(Member member)
    {
        if (!Covers(member.Person)) return false;
        if (Members.TryGetValue(member.Person, out var held) && member.Revision <= held.Revision) return false;
        Members[member.Person] = member;
        return true;
    }

    public bool Merge(Message message)
    {
        if (!Window.Contains(message.Number)) return false;
        if (Messages.TryGetValue(message.Number, out var held) && message.Revision <= held.Revision) return false;
        Messages[message.Number] = message;
        Ids.Add(message.Id);
        return true;
    }

    /// <summary>Drops what retention has taken away.</summary>
    public void RespectFloor()
    {
        if (Header is not { Floor: > 1 } header) return;
        Window.CutBelow(header.Floor);
        while (Messages.Count > 0 && Messages.GetKeyAtIndex(0) < header.Floor)
        {
            Ids.Remove(Messages.GetValueAtIndex(0).Id);
            Messages.RemoveAt(0);
        }
    }

    public void DropRows()
    {
        Cursor = null;
        Header = null;
        Messages.Clear();
        Ids.Clear();
        Window.Clear();
        Members.Clear();
        MembersLoaded = false;
        MembersThrough = null;
        MemberCount = 0;
        Page = null;
        MembersPage = null;
    }

    public override void StopWatching()
    {
        base.StopWatching();
        Page = null;
        MembersPage = null;
        WantsMembers = false;
        Typing.Clear();
    }
}
