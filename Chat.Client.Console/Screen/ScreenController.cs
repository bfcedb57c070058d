using System.Collections.Concurrent;

namespace Chat.Client.Cli;

/// <summary>Turns keys, clicks and changes of the client's state into changes of the screen. One thread: the terminal's.</summary>
internal sealed partial class ScreenController(
    ChatConnection chat, AccountApi accounts, TimeProvider time, Signs signs, string? firstRoom, Action quit)
{
    private static readonly TimeSpan SaidFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AwayAfter = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan NamesMayTake = TimeSpan.FromSeconds(2);

    private readonly ConcurrentQueue<Action> _later = [];
    private ChatState? _seen;
    private DateTimeOffset _touched = time.GetUtcNow();
    private DateTimeOffset _drawn;
    private DateTimeOffset _saidAt;
    private bool _dirty = true;
    private bool _unfollowed = true;
    private bool _away;
    private bool _firstRoomAsked;

    public ChatConnection Chat => chat;

    public UiState Ui { get; } = new();

    /// <summary>The size of the terminal.</summary>
    public (int Width, int Height) Size { get; set; } = (80, 24);

    /// <summary>Something changed since it was last drawn.</summary>
    public bool Dirty
    {
        get => _dirty;
        private set => (_dirty, _unfollowed) = (value, _unfollowed || value);
    }

    public ScreenState Screen => new(chat.State, Ui, time.GetLocalNow(), signs) { Zone = time.LocalTimeZone };

    public Frame Draw()
    {
        Dirty = false;
        _drawn = time.GetUtcNow();
        var frame = ScreenDrawing.Draw(Screen, Size.Width, Size.Height);
        Spots = frame.Spots;
        return frame;
    }

    /// <summary>Runs in the screen's thread, soon. May be called from any thread.</summary>
    public void Later(Action action) => _later.Enqueue(action);

    public void Quit() => quit();

    /// <summary>Says a sentence to the person. Only in the screen's thread.</summary>
    public void Say(string? sentence)
    {
        Ui.Said = sentence;
        _saidAt = time.GetUtcNow();
        Dirty = true;
    }

    /// <summary>Takes in what happened since the last time, 20 times a second.</summary>
    /// <returns>Whether the screen must be drawn.</returns>
    public bool Tick()
    {
        while (_later.TryDequeue(out var action))
        {
            action();
            Dirty = true;
        }

        var now = time.GetUtcNow();
        if (Ui.Said is not null && now - _saidAt > SaidFor) Say(null);
        TellPresence(now);
        var state = chat.State;
        if (!ReferenceEquals(state, _seen))
        {
            _seen = state;
            Dirty = true;
            FollowConnection(state, now);
        }

        OpenFirstRoom(state, now);
        if (_unfollowed)
        {
            _unfollowed = false;
            FollowRoom(state);
        }

        SearchRooms();

        // Times and signs that fade or change by themselves.
        return Dirty || now - _drawn >= TimeSpan.FromSeconds(1);
    }

    /// <summary>Runs something that waits for the server; what it says is said.</summary>
    public void Run(Func<Task<string?>> work) => _ = RunAsync(work);

    private async Task RunAsync(Func<Task<string?>> work)
    {
        string? said;
        try
        {
            said = await work();
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

    private void FollowConnection(ChatState state, DateTimeOffset now)
    {
        if (state.Connection != ConnectionState.Live)
        {
            Ui.LiveSince = null;
            return;
        }

        Ui.LiveSince ??= now;
        Ui.WasLive = true;
    }

    // The room asked for; else the first one with something unread; else the first.
    private void OpenFirstRoom(ChatState state, DateTimeOffset now)
    {
        if (Ui.Room is not null || state.Connection != ConnectionState.Live || Ui.LiveSince is not { } since) return;
        if (firstRoom is not null)
        {
            if (_firstRoomAsked) return;
            _firstRoomAsked = true;
            Run(async () =>
            {
                var found = await RoomNames.FindAsync(chat, firstRoom, default);
                if (found.Ok) Later(() => Open(found.Value!.Id));
                return found.Ok ? null : found.Error!.Message;
            });
            return;
        }

        if (state.Memberships.Keys.Any(r => Screen.HeaderOf(r) is null) && now - since < NamesMayTake) return;
        var rooms = Screen.RoomsInOrder();
        if (rooms.Count == 0) return;
        var unread = rooms.FirstOrDefault(r => state.Unread(r) > 0);
        Open(unread == Guid.Empty ? rooms[0] : unread);
    }

    private void FollowRoom(ChatState state)
    {
        if (Ui.Room is not { } id || !state.Rooms.TryGetValue(id, out var room)) return;
        var ui = Ui.Current;
        var unreadFrom = state.Markers.TryGetValue(id, out var marker) && state.Memberships.ContainsKey(id) ? marker.Number : (long?)null;
        if (!ui.NewDecided && room.Watching == Watching.Live)
        {
            ui.NewDecided = true;
            ui.NewAfter = unreadFrom is { } read && room.Number > read && HasForeign(room, read, state.Me) ? read : null;
        }

        var timeline = new Timeline(Screen, Metrics);
        if (ui.WantedTop is { } wanted && timeline.IndexOf(wanted) is >= 0 and var index)
        {
            ui.Anchor = timeline.WithTop(index);
            ui.WantedTop = null;
            Dirty = true;
        }

        if (ui.Chosen is { } chosen && timeline.IndexOf(chosen) < 0) (ui.Chosen, Ui.ConfirmsDelete) = (null, false);
        if (ui.Anchor is { } anchor && timeline.IndexOf(anchor.Message) < 0) ui.Anchor = null;
        if (_away && room.Number > ui.Shown && ui.Shown > 0) ui.NewAfter ??= ui.Shown;
        if (_away || ui.Anchor is not null || room.Watching != Watching.Live || room.Window is not [.., { To: null }]) return;
        ui.Shown = Math.Max(ui.Shown, timeline.Newest);
        if (unreadFrom is { } from && ui.Shown > from) chat.Seen(id, ui.Shown);
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
