namespace Chat.Client.Cli;

/// <summary>Keeps what is being written in each room over restarts. Several windows of a person share the file: each writes only the rooms that it changed.</summary>
internal sealed class Drafts(StateFile file)
{
    /// <summary>The name of their folder.</summary>
    public const string Kind = "drafts";

    private readonly Dictionary<Guid, string> _kept = [];

    /// <summary>Puts the kept drafts into the composers that are empty.</summary>
    public void Load(UiState ui)
    {
        foreach (var (room, text) in file.Read(StateJson.Default.DictionaryGuidString) ?? [])
        {
            if (ui.Of(room).Composer.IsEmpty) ui.Of(room).Composer.Set(text);
            _kept[room] = text;
        }
    }

    /// <summary>Writes the drafts that changed since the last time.</summary>
    /// <exception cref="IOException">They can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be written.</exception>
    public void Save(UiState ui)
    {
        List<(Guid Room, string Text)> changed =
            [.. ui.Rooms.Select(room => (Room: room.Key, Text: TextOf(room.Value))).Where(draft => draft.Room != Guid.Empty && draft.Text != _kept.GetValueOrDefault(draft.Room, ""))];
        if (changed.Count == 0) return;
        var all = file.Read(StateJson.Default.DictionaryGuidString) ?? [];
        foreach (var (room, text) in changed)
        {
            if (text.Length == 0) all.Remove(room);
            else all[room] = text;
        }

        file.Write(all, StateJson.Default.DictionaryGuidString);
        foreach (var (room, text) in changed) _kept[room] = text;
    }

    // A message that is being changed is none of one's drafts.
    private static string TextOf(RoomUi room) => room.Editing is { } editing ? editing.Draft : room.Composer.Text;
}
