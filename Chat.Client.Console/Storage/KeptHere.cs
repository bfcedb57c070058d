namespace Chat.Client.Cli;

/// <summary>What of an account lies on this machine beside its session.</summary>
internal static class KeptHere
{
    /// <summary>What waits to be sent.</summary>
    public static string OutboxFolder(Shell shell) => Path.Combine(StateFolder(shell), "outbox");

    /// <summary>What is there to be read without the server; it may be emptied at any time.</summary>
    public static string RowsFolder(Shell shell) => Path.Combine(shell.Folder("XDG_CACHE_HOME", ".cache"), "rows");

    /// <summary>The folder for what is not to be lost.</summary>
    public static string StateFolder(Shell shell) => shell.Folder("XDG_STATE_HOME", ".local", "state");

    /// <summary>Whether a profile on this machine, other than a given one, holds a session of somebody, be it one that still lasts or not.</summary>
    public static bool IsSignedIn(Shell shell, Uri server, Guid person, string? besides = null) => Profiles.Names(shell).Any(profile =>
        profile != besides && Profiles.FileOf(shell, profile).Read() is { Value: { } kept } && kept.Server == server && kept.PersonId == person);

    /// <summary>Removes what is kept of somebody whose session was taken from its file, unless another profile holds one as well; tells what stays.</summary>
    /// <param name="shell">Where it is kept.</param>
    /// <param name="session">The session.</param>
    /// <param name="isOver">Whether the chosen profile holds none from now on, also if its file could not be removed.</param>
    /// <returns>Whether it could be removed.</returns>
    public static bool Remove(Shell shell, Credentials session, bool isOver = false)
    {
        var (server, person) = (session.Server, session.PersonId);
        if (IsSignedIn(shell, server, person, besides: isOver ? Profiles.Chosen(shell) : null)) return true;
        var whose = $"{Inert.Line(session.PersonName)} at {ServerAddress.Show(server)}";
        try
        {
            ChatConnection.DeleteRows(RowsFolder(shell), server, person);
            new StateFile(shell, Drafts.Kind, server, person).Delete();
            new StateFile(shell, KeptRooms.Muted, server, person).Delete();
            new StateFile(shell, KeptRooms.Favourites, server, person).Delete();
            var waiting = ChatConnection.DeleteEmptyOutbox(OutboxFolder(shell), server, person);
            if (waiting > 0) shell.Complain($"{(waiting == 1 ? "A message was never sent and stays" : $"{waiting} messages were never sent and stay")} in {OutboxFolder(shell)} until {whose} signs in here again and runs `chat`.");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            shell.Complain($"Not all that was kept of {whose} could be removed from this machine: {e.Message} It lies in {RowsFolder(shell)} and {StateFolder(shell)}.");
            return false;
        }
    }
}
