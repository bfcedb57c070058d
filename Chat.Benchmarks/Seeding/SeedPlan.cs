namespace Chat.Benchmarks;

/// <summary>What a data folder is filled with.</summary>
/// <param name="People">How many accounts, each with a session.</param>
/// <param name="Rooms">How many public rooms.</param>
/// <param name="Members">How many members each room has.</param>
/// <param name="Messages">How many messages, over all rooms.</param>
internal sealed record SeedPlan(int People, int Rooms, int Members, long Messages)
{
    /// <summary>What is wrong with it, and what to do; null when nothing is.</summary>
    public string? Fault => this switch
    {
        { People: < 1 } => "--people must be at least 1.",
        { Rooms: < 1 } => "--rooms must be at least 1.",
        { Members: < 1 } => "--members must be at least 1: a room has an owner.",
        _ when Members > People => $"--members {Members} is more than --people {People}: a person is in a room once.",
        { Messages: < 0 } => "--messages must not be negative.",
        _ => null,
    };

    /// <summary>The members of each room, by number: neighbours overlap, so that everybody is in about as many rooms.</summary>
    public IReadOnlyList<IEnumerable<int>> MembersOfRooms =>
        [.. Enumerable.Range(0, Rooms).Select(room => Enumerable.Range(0, Members).Select(member => (int)((((long)room * Members) + member) % People)))];
}
