namespace Chat.Client.Cli;

/// <summary>The rooms that don't notify, kept on this machine.</summary>
internal sealed class MutedRooms(StateFile file)
{
    /// <summary>The name of their folder.</summary>
    public const string Kind = "muted";

    /// <summary>The rooms, as they stand in the file now: another window may have changed them.</summary>
    public HashSet<Guid> Load() => file.Read(StateJson.Default.HashSetGuid) ?? [];

    /// <summary>Mutes a room, or no longer.</summary>
    /// <returns>The rooms that are muted now.</returns>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public HashSet<Guid> Set(Guid room, bool muted)
    {
        var rooms = Load();
        if (muted ? rooms.Add(room) : rooms.Remove(room)) file.Write(rooms, StateJson.Default.HashSetGuid);
        return rooms;
    }
}
