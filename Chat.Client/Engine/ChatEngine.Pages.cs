using Chat.Contracts;

namespace Chat.Client;

internal sealed partial class ChatEngine
{
    /// <summary>The page before the range that holds a number; without one, before the oldest message held.</summary>
    public void LoadOlder(Guid id, long? number = null)
    {
        if (Pageable(id) is not { } room || room.Window.At(number) is not { From: var first }) return;
        if (first > Math.Max(1, room.Header?.Floor ?? 1)) AskPage(room, new ReadMessages { Room = id, Before = first });
    }

    /// <summary>The page after the range that holds a number; without one, the page that begins to fill the lowest gap.</summary>
    public void LoadNewer(Guid id, long? number = null)
    {
        if (Pageable(id) is { } room && room.Window.At(number) is { To: { } end })
            AskPage(room, new ReadMessages { Room = id, After = end });
    }

    /// <summary>The page around a number.</summary>
    public void LoadAround(Guid id, long number)
    {
        if (!_rooms.TryGetValue(id, out var room) || !room.Opened) return;
        if (room.Window.Ranges.Count == 0) room.WantedAround = number;
        else if (!room.Window.Contains(number) && Pageable(id) is not null)
            AskPage(room, new ReadMessages { Room = id, Around = number });
    }

    /// <summary>The next page of the list of members.</summary>
    public void LoadMembers(Guid id)
    {
        if (Watched(id) is { MembersLoaded: true, MembersThrough: not null, MembersPage: null } room) AskMembers(room);
    }

    private Room? Watched(Guid id) =>
        _rooms.TryGetValue(id, out var room) && room.Watching != Watching.No ? room : null;

    private Room? Pageable(Guid id) => Watched(id) is { Page: null, Window.Ranges.Count: > 0 } room ? room : null;

    private void AskPage(Room room, ReadMessages request)
    {
        var page = room.Page = new HistoryPage();
        Touch(room);

        void Drop()
        {
            if (room.Page == page) room.Page = null;
            Touch(room);
        }

        Ask<MessagesPage>(
            nameof(IChatHub.ReadMessages),
            request,
            outcome =>
            {
                if (room.Page != page) return;
                if (outcome.Value is not { } value || value.Room != room.Id)
                {
                    Drop();
                    return;
                }

                foreach (var person in value.People) Merge(person);
                page.Arrive(value, room);
                PageArrived(room);
            },
            Drop);
    }

    private void AskMembers()
    {
        foreach (var room in _opened)
        {
            if (!room.WantsMembers) continue;
            room.WantsMembers = false;
            AskMembers(room);
        }
    }

    private void AskMembers(Room room)
    {
        var page = room.MembersPage = new MemberListPage(room.MembersThrough);

        void Drop(Error? error)
        {
            if (room.MembersPage != page) return;
            room.MembersPage = null;
            // The first page is nobody's wish: who is in a room is shown with it.
            if (!room.MembersLoaded && error is not { Final: true })
                room.MembersAt = AgainAt(error);
        }

        Ask<MembersPage>(
            nameof(IChatHub.ReadMembers),
            new ReadMembers { Room = room.Id, After = room.MembersThrough },
            outcome =>
            {
                if (room.MembersPage != page) return;
                if (outcome.Value is not { } value || value.Room != room.Id || page.IsStuck(value))
                {
                    if (outcome.Error is { } error) Drop(error);
                    else room.MembersPage = null;
                    return;
                }

                foreach (var person in value.People) Merge(person);
                page.Arrive(value);
                PageArrived(room);
            },
            () => Drop(null));
    }

    private void CheckMembers(Room room)
    {
        if (room.MembersAt is not { } at || at > _now) return;
        room.MembersAt = null;
        room.WantsMembers = room is { Watching: Watching.Live, MembersLoaded: false, MembersPage: null };
    }

    private void AskWantedPages()
    {
        foreach (var room in _opened)
        {
            if (room is not { WantedAround: { } number, Watching: Watching.Live }) continue;
            room.WantedAround = null;
            LoadAround(room.Id, number);
        }
    }

    private void PageArrived(Room room)
    {
        // While the room is being asked for, what was sent does not begin at the page: the next one will.
        if (JoinPages(room) && room.Watching == Watching.Live) WatchAgain(room);
    }

    /// <summary>Merges the pages that are as new as the room.</summary>
    /// <returns>Whether one of them is not.</returns>
    private bool JoinPages(Room room)
    {
        var behind = false;
        foreach (var page in room.HeldPages.ToArray())
        {
            if (page.Cursor!.Revision < (room.Cursor?.Revision ?? 0))
            {
                behind = true;
                continue;
            }

            page.Join(room);
            if (page == room.Page) room.Page = null;
            else room.MembersPage = null;
            foreach (var message in room.Messages.Values) NotePeople(message);
            foreach (var member in room.Members.Values)
                if (member.Role is not null) NotePerson(member.Person);
            ForgetSent(room);
            Touch(room);
        }

        return behind;
    }
}
