using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>When it is known well enough which room is to be shown first.</summary>
internal static class FirstRoom
{
    private static readonly TimeSpan ServerMayTake = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan HeadsMayTake = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Once the server has told what is unread; or at once when something that was kept is, though it may have been read elsewhere
    /// since; or when the server lets one wait and something is kept.
    /// </summary>
    /// <param name="state">What the client knows.</param>
    /// <param name="sinceBegun">How long it runs.</param>
    /// <param name="sinceLive">How long it is live; none: it isn't.</param>
    public static bool IsTime(ChatState state, TimeSpan sinceBegun, TimeSpan? sinceLive)
    {
        if (sinceLive is { } live) return (!state.HeadsAreKept && state.Memberships.Keys.All(room => state.HeaderOf(room) is not null)) || live >= HeadsMayTake;
        return state.Memberships.Count > 0 && state.Connection != ConnectionState.SignedOut &&
            (state.Connection != ConnectionState.Connecting || sinceBegun >= ServerMayTake || state.Memberships.Keys.Any(room => state.Unread(room) > 0));
    }

    /// <summary>Whether the server has told what rooms are called now: what was kept may have got another name since.</summary>
    /// <param name="state">What the client knows.</param>
    /// <param name="sinceLive">How long it is live; none: it isn't.</param>
    public static bool NamesAreTold(ChatState state, TimeSpan? sinceLive) =>
        sinceLive is { } live && !state.HeadsAreKept && (state.Memberships.Keys.All(room => state.HeaderOf(room) is not null) || live >= HeadsMayTake);

    /// <summary>The room that is meant among those that are kept, as long as there is no connection to ask by.</summary>
    /// <param name="state">What the client knows.</param>
    /// <param name="meant">A name or an id.</param>
    /// <param name="byName">Whether a kept name is good enough: somebody sees which room it is.</param>
    public static Guid? Kept(ChatState state, string meant, bool byName)
    {
        if (state.Connection is ConnectionState.Live or ConnectionState.SignedOut) return null;
        if (IsId(meant, out var id)) return state.Memberships.ContainsKey(id) && state.HeaderOf(id) is not null ? id : null;
        if (!byName) return null;
        List<RoomHeader> found = [.. state.Memberships.Keys.Select(room => state.HeaderOf(room)).OfType<RoomHeader>()
            .Where(room => string.Equals(room.Name, meant.Trim().TrimStart('#'), StringComparison.OrdinalIgnoreCase))];
        return found.Count == 1 ? found[0].Id : null;
    }

    /// <summary>Whether a room is meant by its id, which always is the same room's.</summary>
    public static bool IsId(string meant, out Guid id) => Guid.TryParse(meant.Trim(), out id);

    /// <summary>Told when the server knows another room by the name than the one that was kept.</summary>
    public static string IsAnother(string name) => $"{Inert.Line(name.Trim())} is the name of another room now. Here it is.";
}
