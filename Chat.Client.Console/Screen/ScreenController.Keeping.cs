namespace Chat.Client.Cli;

internal sealed partial class ScreenController
{
    private static readonly TimeSpan DraftsEvery = TimeSpan.FromSeconds(2);
    private Drafts? _drafts;
    private MutedRooms? _muted;
    private DateTimeOffset _draftsSaved;
    private bool _toldOfDrafts;

    /// <summary>Begins to keep drafts and what is muted, once it is known whose they are.</summary>
    private void FollowPerson(ChatState state, DateTimeOffset now)
    {
        if (state.Me is not { } me) return;
        if (_drafts is null)
        {
            _drafts = new Drafts(new StateFile(shell, Drafts.Kind, chat.Options.Server, me));
            _muted = new MutedRooms(new StateFile(shell, MutedRooms.Kind, chat.Options.Server, me));
            _drafts.Load(Ui);
            Ui.Muted = _muted.Load();
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
    public string Mute(bool muted)
    {
        if (Ui.Room is not { } room) return "No room is shown.";
        if (_muted is not { } rooms) return "Who you are isn't known yet. Try again when the server is there.";
        try
        {
            Ui.Muted = rooms.Set(room, muted);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Ui.Muted = muted ? [.. Ui.Muted, room] : [.. Ui.Muted.Where(other => other != room)];
            return $"It can't be kept on this machine ({e.Message}), and holds until you leave.";
        }

        var name = signs.Room + Screen.Chat.HeaderOf(room)?.Name;
        return muted ? $"{name} is muted: it doesn't notify. /unmute ends that." : $"{name} notifies again.";
    }
}
