using Chat.Contracts;

namespace Chat.Server;

/// <summary>How present one of a person's clients is, as it says.</summary>
internal readonly record struct ClientPresence(bool Hidden, bool Away);

/// <summary>
/// Who is online or away, over all of their devices. Whoever loses the last connection stays as they were for a grace:
/// a phone that changes networks is not an absence. Not for use by several threads at once.
/// </summary>
internal sealed class PresenceBoard(TimeProvider time)
{
    /// <summary>Without any connection for this long, a person is offline.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(45);

    private readonly Dictionary<Guid, string> _here = [];
    private readonly Dictionary<Guid, long> _goneSince = [];

    /// <summary>The person's state.</summary>
    public string StateOf(Guid person) => _here.GetValueOrDefault(person, PresenceStates.Offline);

    /// <summary>Takes what the person's clients say.</summary>
    /// <param name="person">The person.</param>
    /// <param name="clients">All of their clients.</param>
    /// <param name="at">When it became so, by the time provider's timestamp.</param>
    /// <returns>Whether the person's state is another now.</returns>
    public bool Update(Guid person, IReadOnlyCollection<ClientPresence> clients, long at)
    {
        if (clients.Count == 0)
        {
            if (_here.ContainsKey(person)) _goneSince.TryAdd(person, at);
            return false;
        }

        _goneSince.Remove(person);
        var state = clients.Any(c => c is { Hidden: false, Away: false }) ? PresenceStates.Online : PresenceStates.Away;
        if (StateOf(person) == state) return false;
        _here[person] = state;
        return true;
    }

    /// <summary>Ends the graces that are over.</summary>
    /// <returns>Those who are offline by it.</returns>
    public IReadOnlyList<Guid> EndGraces()
    {
        var offline = _goneSince.Where(gone => time.GetElapsedTime(gone.Value) >= Grace).Select(gone => gone.Key).ToList();
        foreach (var person in offline)
        {
            _goneSince.Remove(person);
            _here.Remove(person);
        }

        return offline;
    }
}
