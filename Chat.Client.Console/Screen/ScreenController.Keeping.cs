namespace Chat.Client.Cli;

internal sealed partial class ScreenController
{
    private static readonly TimeSpan DraftsEvery = TimeSpan.FromSeconds(2);
    private Drafts? _drafts;
    private KeptRooms? _muted;
    private KeptRooms? _favourites;
    private DateTimeOffset _draftsSaved;
    private bool _toldOfDrafts;

    /// <summary>Begins to keep drafts and what was chosen for rooms, once it is known whose they are.</summary>
    private void FollowPerson(ChatState state, DateTimeOffset now)
    {
        if (state.Me is not { } me) return;
        if (_drafts is null)
        {
            _drafts = new Drafts(new StateFile(shell, Drafts.Kind, chat.Options.Server, me));
            _muted = new KeptRooms(new StateFile(shell, KeptRooms.Muted, chat.Options.Server, me));
            _favourites = new KeptRooms(new StateFile(shell, KeptRooms.Favourites, chat.Options.Server, me));
            _drafts.Load(Ui);
            Ui.Muted = _muted.Load();
            Ui.Favourites = _favourites.Load();
            Dirty = true;
        }

        if (now - _draftsSaved < DraftsEvery) return;
        _draftsSaved = now;
        SaveDrafts();
    }

    /// <summary>Writes the drafts to the disk.</summary>
    public void SaveDrafts()
    {
        // Who signed out by another window left nothing; a session that merely ended takes no draft along.
        if (chat.State is { Connection: ConnectionState.SignedOut, Me: { } me } && !KeptHere.IsSignedIn(shell, chat.Options.Server, me)) return;
        try
        {
            _drafts?.Save(Ui);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (!_toldOfDrafts) Say($"What you are writing can't be kept on this machine: {e.Message}");
            _toldOfDrafts = true;
        }
    }

    /// <summary>Lets the room that is shown notify, or no longer.</summary>
    /// <returns>What is said of it.</returns>
    public string Mute(bool muted) => Ui.Room is { } room ? Mute(room, muted) : "No room is shown.";

    /// <summary>Puts the room that is shown among the favourites, or takes it out.</summary>
    /// <returns>What is said of it.</returns>
    public string Favourite(bool favourite) => Ui.Room is { } room ? Favourite(room, favourite) : "No room is shown.";

    private string Mute(Guid room, bool muted)
    {
        (Ui.Muted, var problem) = Mark(_muted, Ui.Muted, room, muted);
        return problem ?? NameOf(room) + (muted ? " is muted: it doesn't notify. /unmute ends that." : " notifies again.");
    }

    private string Favourite(Guid room, bool favourite)
    {
        (Ui.Favourites, var problem) = Mark(_favourites, Ui.Favourites, room, favourite);
        return problem ?? NameOf(room) + (favourite ? " is a favourite: it stands first. /unfavourite ends that." : " stands with the others again.");
    }

    private string NameOf(Guid room) => signs.Room + Screen.Chat.HeaderOf(room)?.Name;

    private static (HashSet<Guid> Rooms, string? Problem) Mark(KeptRooms? kept, HashSet<Guid> before, Guid room, bool marked)
    {
        if (kept is null) return (before, "Who you are isn't known yet. Try again when the server is there.");
        try
        {
            return (kept.Set(room, marked), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (marked ? [.. before, room] : [.. before.Where(other => other != room)], $"It can't be kept on this machine ({e.Message}), and holds until you leave.");
        }
    }
}
