namespace Chat.Client.Cli;

/// <summary>Rooms for which a person has chosen something, kept on this machine.</summary>
internal sealed class KeptRooms(StateFile file)
{
    /// <summary>The name of the folder for those that don't notify.</summary>
    public const string Muted = "muted";

    /// <summary>The name of the folder for those that stand first.</summary>
    public const string Favourites = "favourites";

    /// <summary>The rooms, as they stand in the file now: another window may have changed them.</summary>
    public HashSet<Guid> Load() => file.Read(StateJson.Default.HashSetGuid) ?? [];

    /// <summary>Takes a room in, or out.</summary>
    /// <returns>The rooms that are in now.</returns>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public HashSet<Guid> Set(Guid room, bool isIn)
    {
        var rooms = Load();
        if (isIn ? rooms.Add(room) : rooms.Remove(room)) file.Write(rooms, StateJson.Default.HashSetGuid);
        return rooms;
    }
}
