using System.Collections.Concurrent;

namespace Chat.Client.Cli;

/// <summary>Turns keys, clicks and changes of the client's state into changes of the screen. One thread: the terminal's.</summary>
internal sealed partial class ScreenController(
    ChatConnection chat, AccountApi accounts, Shell shell, Signs signs, string? firstRoom, Action leave)
{
    /// <summary>What arrives is drawn at most so often; what is typed, at once.</summary>
    public static readonly TimeSpan BetweenDrawings = TimeSpan.FromMilliseconds(150);

    // Signs fade, sentences go, drafts are kept: all within a time after something happened, and none to the moment.
    private static readonly TimeSpan Settles = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan WhileSettling = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhenSettled = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan SaidFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AwayAfter = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _time = shell.Time;
    private readonly ConcurrentQueue<Action> _later = [];
    private ChatState? _seen;
    private readonly DateTimeOffset _begun = shell.Time.GetUtcNow();
    private DateTimeOffset _touched = shell.Time.GetUtcNow();
    private DateTimeOffset _drawn;
    private (DateTime Day, string Connection) _drawnAs;
    private long _stirred = shell.Time.GetTimestamp();
    private DateTimeOffset _saidAt;
    private bool _dirty = true;
    private bool _unfollowed = true;
    private bool _away;
    private bool _firstRoomAsked;
    private Guid? _firstKept;
    private string? _detour;
    private string? _toldOfOutbox;

    public ChatConnection Chat => chat;

    public UiState Ui { get; } = new();

    /// <summary>The size of the terminal.</summary>
    public (int Width, int Height) Size { get; set; } = (80, 24);

    /// <summary>Something changed since it was last drawn.</summary>
    public bool Dirty
    {
        get => _dirty;
        private set
        {
            (_dirty, _unfollowed) = (value, _unfollowed || value);
            if (value) _stirred = _time.GetTimestamp();
        }
    }

    /// <summary>Told of what is left for the screen's thread, in any thread.</summary>
    public Action? Wakes { get; set; }

    public ScreenState Screen => new(chat.State, Ui, _time.GetLocalNow(), signs) { Zone = _time.LocalTimeZone };

    public Frame Draw()
    {
        Dirty = false;
        _drawn = _time.GetUtcNow();
        _drawnAs = Ageing();
        var frame = ScreenDrawing.Draw(Screen, Size.Width, Size.Height);
        Spots = frame.Spots;
        return frame;
    }

    /// <summary>Runs in the screen's thread, soon. May be called from any thread.</summary>
    public void Later(Action action)
    {
        _later.Enqueue(action);
        Wakes?.Invoke();
    }

    /// <summary>Has the screen drawn again, soon. May be called from any thread.</summary>
    public void Redraw() => Later(() => Dirty = true);

    /// <summary>Says a sentence to the person. Only in the screen's thread.</summary>
    public void Say(string? sentence)
    {
        Ui.Said = sentence;
        _saidAt = _time.GetUtcNow();
        Dirty = true;
    }

    /// <summary>How long there is nothing to do, if nothing happens. Only in the screen's thread.</summary>
    public TimeSpan UntilDue()
    {
        if (!_later.IsEmpty) return TimeSpan.Zero;
        // The clock may have been set back.
        if (Dirty) return _drawn + BetweenDrawings - _time.GetUtcNow() is var due && due < BetweenDrawings ? due : BetweenDrawings;
        return _seen is { Connection: ConnectionState.Live } && _time.GetElapsedTime(_stirred) >= Settles ? WhenSettled : WhileSettling;
    }

    /// <summary>Takes in what happened since the last time.</summary>
    /// <returns>Whether the screen must be drawn.</returns>
    public bool Tick()
    {
        while (_later.TryDequeue(out var action))
        {
            action();
            Dirty = true;
        }

        var now = _time.GetUtcNow();
        if (Ui.Said is not null && now - _saidAt > SaidFor) Say(null);
        TellPresence(now);
        var state = chat.State;
        if (!ReferenceEquals(state, _seen))
        {
            _seen = state;
            Dirty = true;
            FollowConnection(state, now);
        }

        // Whose outbox it is may be known late, and what was said before is to be read first.
        if (Ui.Said is null && chat.OutboxNotice is { } notice && notice != _toldOfOutbox) Say(_toldOfOutbox = notice);
        FollowPerson(state, now);
        OpenFirstRoom(state, now);
        FollowNews(state, now);
        if (_unfollowed)
        {
            _unfollowed = false;
            FollowRoom(state);
        }

        SearchRooms();
        if (!Dirty && _drawnAs != Ageing()) Dirty = true;
        return Dirty && (now < _drawn || now - _drawn >= BetweenDrawings);
    }

    // What changes on the screen by the clock alone.
    private (DateTime Day, string Connection) Ageing() => Screen is var screen ? (screen.Now.Date, ComposerLines.StateText(screen)) : default;

    /// <summary>Runs something that waits for the server; what it says is said.</summary>
    public void Run(Func<Task<string?>> work) => _ = RunAsync(work);

    private async Task RunAsync(Func<Task<string?>> work)
    {
        string? said;
        try
        {
            said = await WithoutContext(work).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // The screen outlives whatever goes wrong in one command.
            said = "That did not work: " + e.Message;
        }

        Later(() =>
        {
            if (said is not null) Say(said);
        });
    }

    // The terminal's thread holds a lock of its library's while it ticks, and going on in that thread takes the same lock:
    // whoever ends an await would wait for the screen. What goes on comes back by Later.
    private static Task<string?> WithoutContext(Func<Task<string?>> work)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return work();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private void FollowConnection(ChatState state, DateTimeOffset now)
    {
        if (state.Connection != ConnectionState.Live)
        {
            Ui.LiveSince = null;
            return;
        }

        Ui.WasLive = true;
        if (Ui.LiveSince is not null) return;
        Ui.LiveSince = now;
        var detour = Ways.Detour(chat.Transport);
        (Ui.Detour, _detour) = (detour == _detour ? null : detour, detour);
    }

    // The room asked for; else the first one with something unread; else the first.
    private void OpenFirstRoom(ChatState state, DateTimeOffset now)
    {
        if (firstRoom is not null)
        {
            OpenNamed(firstRoom, state, now);
            return;
        }

        if (Ui.Room is not null) return;
        var rooms = Screen.RoomsInOrder();
        if (rooms.Count == 0 || !FirstRoom.IsTime(state, now - _begun, now - Ui.LiveSince)) return;
        var unread = rooms.FirstOrDefault(r => state.Unread(r) > 0);
        Open(unread == Guid.Empty ? rooms[0] : unread);
    }

    // A name that was kept shows its room at once; once the server tells who is called so now, that room.
    private void OpenNamed(string name, ChatState state, DateTimeOffset now)
    {
        if (_firstRoomAsked) return;
        if (Ui.Room is null && _firstKept is null && FirstRoom.Kept(state, name, byName: true) is { } kept)
        {
            _firstKept = kept;
            Open(kept);
        }

        if (!FirstRoom.NamesAreTold(state, now - Ui.LiveSince)) return;
        _firstRoomAsked = true;
        if (Ui.Room != _firstKept || (_firstKept is not null && FirstRoom.IsId(name, out _))) return;
        Run(async () =>
        {
            var found = await RoomNames.FindAsync(chat, name, default);
            if (found.Ok) Later(() => OpenFound(name, found.Value!.Id));
            return found.Ok ? null : found.Error!.Message;
        });
    }

    private void OpenFound(string name, Guid room)
    {
        if (Ui.Room != _firstKept || Ui.Room == room) return;
        if (_firstKept is not null) Say(FirstRoom.IsAnother(name));
        Open(room);
    }

    private void FollowRoom(ChatState state)
    {
        if (Ui.Room is not { } id || !state.Rooms.TryGetValue(id, out var room)) return;
        var ui = Ui.Current;
        var unreadFrom = state.Markers.TryGetValue(id, out var marker) && state.Memberships.ContainsKey(id) ? marker.Number : (long?)null;
        var isLive = room.Watching == Watching.Live;
        var isKept = state.Connection != ConnectionState.Live && room.Messages.Count > 0;
        if (!ui.NewDecided && (isLive || isKept))
        {
            ui.NewAfter = unreadFrom is { } read && room.Number > read && HasForeign(room, read, state.Me) ? read : null;
            // Without the server it may be that nothing is new yet.
            ui.NewDecided = isLive || ui.NewAfter is not null;
        }

        var timeline = new Timeline(Screen, Metrics);
        if (ui.WantedTop is { } wanted && timeline.IndexOf(wanted) is >= 0 and var index)
        {
            ui.Anchor = timeline.WithTop(index);
            ui.WantedTop = null;
            Dirty = true;
        }

        ReleaseFar(id, room, timeline);
        if (ui.Chosen is { } chosen && timeline.IndexOf(chosen) < 0) (ui.Chosen, Ui.ConfirmsDelete) = (null, false);
        if (ui.Anchor is { } anchor && timeline.IndexOf(anchor.Message) < 0) ui.Anchor = null;
        if (_away && room.Number > ui.Shown && ui.Shown > 0) ui.NewAfter ??= ui.Shown;
        if (_away || ui.Anchor is not null || !(isLive || isKept) || room.Window is not [.., { To: null }]) return;
        ui.Shown = Math.Max(ui.Shown, timeline.Newest);
        if (isLive && unreadFrom is { } from && ui.Shown > from) chat.Seen(id, ui.Shown);
    }

    // One's own words are not new to oneself.
    private static bool HasForeign(RoomState room, long after, Guid? me) =>
        room.Window is not [.., { To: null } last] || last.From > after + 1 ||
        room.Messages.Any(m => m.Number > after && m.Author != me);

    private void TellPresence(DateTimeOffset now)
    {
        var away = now - _touched >= AwayAfter;
        if (away == _away) return;
        (_away, Dirty) = (away, true);
        chat.SetPresence(hidden: false, away);
    }

    private void SearchRooms()
    {
        if (Ui.Overlay is not GoToOverlay { Asking: false } box || box.FoundFor == box.Query.Text || chat.State.Connection != ConnectionState.Live) return;
        var query = box.Query.Text;
        box.Asking = true;
        Run(async () =>
        {
            var found = await chat.ListRoomsAsync(query.Trim().TrimStart('#'), limit: 50);
            Later(() =>
            {
                (box.Asking, box.FoundFor) = (false, query);
                if (found.Ok) box.Found = found.Value!.Rooms;
            });
            return null;
        });
    }
}
