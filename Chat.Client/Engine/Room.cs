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

    /// <summary>When it was opened or closed last.</summary>
    public long Visited { get; set; }

    public RoomHeader? Header { get; private set; }

    /// <summary>The newest number known.</summary>
    public long Number { get; private set; }

    /// <summary>The number is what another run of the server told: the next one that is told replaces it.</summary>
    public bool NumberIsOld { get; set; }

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

    /// <summary>When the first page of members is asked for again, after it was refused.</summary>
    public long? MembersAt { get; set; }

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
        // Where nobody has said yet that the room's own cursor stands, the answer to another would not say it either.
        Cursor is null || !Accepted ? Cursor : HeldPages.Select(page => page.Cursor!).Append(Cursor).MinBy(cursor => cursor.Revision);

    /// <summary>Takes rows of an earlier process, as if they had just been told.</summary>
    public void Seed(CachedRoom cached)
    {
        (Cursor, Head, Number, NumberIsOld, Visited) = (cached.Cursor, cached.Cursor.Revision, cached.Number, true, Math.Max(Visited, cached.Visited));
        Window.Add(cached.From, null);
        (MembersLoaded, MembersThrough, MemberCount) = (cached.MembersWindow is not null, cached.MembersWindow?.Through, cached.MemberCount);
        Merge(cached.Header);
        foreach (var message in cached.Messages) Merge(message);
        foreach (var member in cached.Members) Merge(member);
    }

    public bool Covers(Guid person) =>
        person == Me || (MembersLoaded && (MembersThrough is not { } through || person.CompareTo(through) <= 0));

    /// <summary>Whether rows are newer than the cursor: they came with a page, and the changes up to them never did.</summary>
    public bool IsAhead =>
        Cursor is { Revision: var revision }
        && (Messages.Values.Any(message => message.Revision > revision) || Members.Values.Any(member => member.Revision > revision));

    /// <summary>Takes the newest number that was told.</summary>
    public void RaiseNumber(long number)
    {
        Number = NumberIsOld ? number : Math.Max(Number, number);
        NumberIsOld = false;
    }

    /// <summary>Nothing is known of it.</summary>
    public void ForgetNumber()
    {
        Number = 0;
        NumberIsOld = false;
    }

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

    /// <summary>Gives up the rows of these numbers, unless that would be all.</summary>
    public bool Release(long from, long? to)
    {
        // Numbers that are still to come are the tail's: they go with it, or not.
        if (!Window.TryCut(from, to is { } end ? Math.Min(end, Number) : null)) return false;
        for (var i = Messages.Count - 1; i >= 0; i--)
        {
            if (Window.Contains(Messages.GetKeyAtIndex(i))) continue;
            Ids.Remove(Messages.GetValueAtIndex(i).Id);
            Messages.RemoveAt(i);
        }

        return true;
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
        MembersAt = null;
        Typing.Clear();
    }
}
