using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>Where the keys go.</summary>
internal enum Pane
{
    Composer, Rooms, Members,
}

/// <summary>What the screen holds beside what the client knows: where one looks and what one is writing.</summary>
internal sealed class UiState
{
    /// <summary>The room that is shown.</summary>
    public Guid? Room { get; set; }

    /// <summary>What each visited room looked like when it was left.</summary>
    public Dictionary<Guid, RoomUi> Rooms { get; } = [];

    public Pane Focus { get; set; }

    /// <summary>In the pane of rooms: the row that Enter opens.</summary>
    public Guid? PickedRoom { get; set; }

    /// <summary>Rows that the wheel moved the rooms by.</summary>
    public int RoomsScroll { get; set; }

    /// <summary>Rows that the members are scrolled by.</summary>
    public int MembersScroll { get; set; }

    /// <summary>The members lie over the conversation, where there is no pane for them.</summary>
    public bool MembersOver { get; set; }

    /// <summary>What lies over everything.</summary>
    public Overlay? Overlay { get; set; }

    /// <summary>A sentence of the client, until the next key or for some seconds.</summary>
    public string? Said { get; set; }

    /// <summary>When the connection became live; the sign of it fades.</summary>
    public DateTimeOffset? LiveSince { get; set; }

    /// <summary>What the connection was made by instead of WebSocket, when that is told: the first time.</summary>
    public string? Detour { get; set; }

    /// <summary>It was live once: what comes next is a reconnect.</summary>
    public bool WasLive { get; set; }

    /// <summary>The rooms that don't notify.</summary>
    public HashSet<Guid> Muted { get; set; } = [];

    /// <summary>The rooms that stand first.</summary>
    public HashSet<Guid> Favourites { get; set; } = [];

    /// <summary>The next Del deletes the chosen message.</summary>
    public bool ConfirmsDelete { get; set; }

    /// <summary>The screen's own part of the room shown; one without a room for what is written before there is any.</summary>
    public RoomUi Current => Of(Room ?? Guid.Empty);

    public RoomUi Of(Guid room) => Rooms.TryGetValue(room, out var ui) ? ui : Rooms[room] = new RoomUi();
}

/// <summary>The bottom row of the timeline: a message, and how many of its rows lie below the edge.</summary>
internal sealed record Anchor(Guid Message, int RowsBelow);

/// <summary>A message whose text is being changed.</summary>
internal sealed record Editing(Guid Message, int Version, string Draft);

/// <summary>Where one looks in a room and what one writes there.</summary>
internal sealed class RoomUi
{
    public LineEditor Composer { get; } = new();

    /// <summary>What was sent from here.</summary>
    public SentLines Sent { get; } = new();

    /// <summary>The word that Tab completed last.</summary>
    public Completing? Completing { get; set; }

    /// <summary>Many lines were pasted into the composer since it was empty.</summary>
    public bool Pasted { get; set; }

    /// <summary>The next Enter sends what was pasted.</summary>
    public bool ConfirmsPaste { get; set; }

    /// <summary>Where it is scrolled to; none: at the newest.</summary>
    public Anchor? Anchor { get; set; }

    /// <summary>A number that shall stand at the top once it is there.</summary>
    public long? WantedTop { get; set; }

    /// <summary>The message that is chosen, by id.</summary>
    public Guid? Chosen { get; set; }

    /// <summary>The line "New" stands above the first message after this number.</summary>
    public long? NewAfter { get; set; }

    /// <summary>Where "New" stands was looked up since the room was opened.</summary>
    public bool NewDecided { get; set; }

    /// <summary>The newest number that was shown.</summary>
    public long Shown { get; set; }

    public Editing? Editing { get; set; }
}

/// <summary>Something that lies over the screen and has the keys until Esc.</summary>
internal abstract class Overlay;

/// <summary>All keys and commands.</summary>
internal sealed class KeysOverlay : Overlay
{
    /// <summary>A question mark in an empty line opened it: whoever types on has begun a text with it.</summary>
    public bool Typed { get; init; }

    public int Scroll { get; set; }
}

/// <summary>Who somebody is.</summary>
internal sealed class PersonOverlay(PersonCard card) : Overlay
{
    public PersonCard Card => card;
    public int Scroll { get; set; }
}

/// <summary>Asks for passwords, one after the other, without showing them.</summary>
internal sealed class PasswordOverlay : Overlay
{
    public static string[] Questions { get; } = ["Password now", "New password", "New one again"];

    public LineEditor Line { get; set; } = new();
    public List<string> Answers { get; } = [];
    public string? Problem { get; set; }
}

/// <summary>Goes to a room, a person or a command by a part of the name.</summary>
internal sealed class GoToOverlay : Overlay
{
    public LineEditor Query { get; } = new();
    public int Index { get; set; }

    /// <summary>Public rooms that the server found, and for which query.</summary>
    public IReadOnlyList<RoomListing> Found { get; set; } = [];
    public string? FoundFor { get; set; }
    public bool Asking { get; set; }
}

/// <summary>Everything that a screen is drawn from.</summary>
/// <param name="Chat">What the client knows.</param>
/// <param name="Ui">What the screen holds.</param>
/// <param name="Now">The moment, in the reader's own time zone.</param>
/// <param name="Signs">The signs that the terminal can draw.</param>
internal sealed record ScreenState(ChatState Chat, UiState Ui, DateTimeOffset Now, Signs Signs)
{
    /// <summary>The room that is shown, once anything is held of it.</summary>
    public RoomState? Room => Ui.Room is { } id && Chat.Rooms.TryGetValue(id, out var room) ? room : null;

    public RoomHeader? Header => Ui.Room is { } id ? Chat.HeaderOf(id) : null;

    public DateTime Local(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToOffset(OffsetAt(milliseconds)).DateTime;

    /// <summary>The clock's time zone; fixed in tests.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Local;

    /// <summary>The rooms in the order in which they stand on the screen: one's own by name, favourites first, then the one that is only read.</summary>
    public IReadOnlyList<Guid> RoomsInOrder()
    {
        List<Guid> rooms =
        [
            .. Chat.Memberships.Keys.OrderByDescending(Ui.Favourites.Contains)
                .ThenBy(r => Chat.HeaderOf(r)?.Name ?? "~", StringComparer.OrdinalIgnoreCase).ThenBy(r => r),
        ];
        if (Ui.Room is { } shown && !Chat.Memberships.ContainsKey(shown)) rooms.Add(shown);
        return rooms;
    }

    private TimeSpan OffsetAt(long milliseconds) => Zone.GetUtcOffset(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
