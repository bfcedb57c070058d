namespace Chat.Client.Cli;

internal sealed partial class ScreenController
{
    private IReadOnlyList<Spot> Spots { get; set; } = [];

    private Metrics Metrics => ScreenDrawing.Measure(Screen, Size.Width, Size.Height);

    /// <summary>Shows a room.</summary>
    public void Open(Guid room)
    {
        Dirty = true;
        (Ui.Focus, Ui.MembersOver, Ui.RoomsScroll, Ui.MembersScroll) = (Pane.Composer, false, 0, 0);
        if (Ui.Room == room) return;
        if (Ui.Room is { } before)
        {
            chat.Close(before);
            var left = Ui.Of(before);
            (left.Anchor, left.WantedTop, left.Chosen, left.NewAfter, left.NewDecided) = (null, null, null, null, false);
        }

        Ui.Room = room;
        Ui.ConfirmsDelete = false;
        chat.Open(room);
    }

    /// <summary>Shows another room than the one that was left.</summary>
    public void OpenAfterLeaving(Guid room)
    {
        if (Ui.Room != room) return;
        var others = Screen.RoomsInOrder().Where(r => r != room).ToList();
        if (others.Count > 0)
        {
            Open(others[0]);
            return;
        }

        chat.Close(room);
        Ui.Room = null;
    }

    public void ShowMembers()
    {
        Ui.MembersScroll = 0;
        if (Metrics.Members > 0) Ui.Focus = Ui.Focus == Pane.Members ? Pane.Composer : Pane.Members;
        else Ui.MembersOver = !Ui.MembersOver;
    }

    public void ShowPerson(PersonCard card) => Ui.Overlay = new PersonOverlay(card);

    private void ShowPerson(Guid id)
    {
        if (chat.State.People.GetValueOrDefault(id) is not { } person) return;
        var room = Ui.Room;
        Run(async () =>
        {
            var card = await PersonCard.ReadAsync(chat, person, room);
            Later(() => ShowPerson(card));
            return null;
        });
    }

    private void ScrollPerson(PersonOverlay box, int by) => box.Scroll = Math.Clamp(box.Scroll + by, 0, PersonBox.LastScroll(box.Card, Size.Height));

    public void ShowGoTo(string query = "")
    {
        var box = new GoToOverlay();
        box.Query.Set(query);
        Ui.Overlay = box;
    }

    private void OpenNeighbour(int by)
    {
        var rooms = Screen.RoomsInOrder();
        if (rooms.Count == 0) return;
        var at = Ui.Room is { } shown ? rooms.ToList().IndexOf(shown) : -1;
        Open(rooms[Math.Clamp(at + by, 0, rooms.Count - 1)]);
    }

    private void OpenNextUnread()
    {
        var rooms = Screen.RoomsInOrder().ToList();
        var at = Ui.Room is { } shown ? rooms.IndexOf(shown) : -1;
        for (var i = 1; i <= rooms.Count; i++)
        {
            var room = rooms[(at + i) % rooms.Count];
            if (room == Ui.Room || chat.State.Unread(room) == 0) continue;
            Open(room);
            return;
        }

        Say("Nothing else is unread.");
    }

    private void ScrollMembers(int by)
    {
        Ui.MembersScroll = Math.Clamp(Ui.MembersScroll + by, 0, Math.Max(0, MembersPane.RowCount(Screen) - 3));
        if (by > 0 && Ui.Room is { } room && Screen.Room is { MembersComplete: false } && Ui.MembersScroll + Size.Height > MembersPane.RowCount(Screen))
            chat.LoadMembers(room);
    }

    private void Pick(GoToEntry entry)
    {
        Ui.Overlay = null;
        switch (entry)
        {
            case { Kind: GoToKind.Room }: Open(entry.Id); break;
            case { Kind: GoToKind.Person }: Ui.Current.Composer.Insert("@" + chat.State.UserNameOf(entry.Id) + " "); break;
            case { Name: GoTo.MarkAllRead }: MarkAllRead(); break;
            case { Name: GoTo.CreateRoom }: Ui.Current.Composer.Set("/create "); break;
            case { Name: GoTo.ShowKeys }: Ui.Overlay = new KeysOverlay(); break;
            case { Name: GoTo.Leave }: Quit(); break;
        }
    }

    /// <summary>Marks a room as read, whether it is shown or not.</summary>
    public void MarkRead(Guid room)
    {
        if (chat.State.Heads.TryGetValue(room, out var head)) chat.Seen(room, head.Number);
        Ui.Of(room).NewAfter = null;
        Dirty = true;
    }

    private void MarkAllRead()
    {
        foreach (var room in chat.State.Memberships.Keys) MarkRead(room);
    }

    private void PickRoom(int by)
    {
        var rooms = Screen.RoomsInOrder().ToList();
        if (rooms.Count == 0) return;
        var at = Ui.PickedRoom is { } picked ? rooms.IndexOf(picked) : -1;
        Ui.PickedRoom = rooms[Math.Clamp(at + by, 0, rooms.Count - 1)];
        Ui.RoomsScroll = 0;
    }
}
