namespace Chat.Tests.Support;

/// <summary>The files of a server that stands still, as somebody copies them who keeps a backup.</summary>
internal static class DatabaseFiles
{
    /// <summary>Puts the database of one folder into another, in the place of what is there.</summary>
    /// <returns>The other folder, which is made if it isn't there.</returns>
    public static string Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var old in Directory.GetFiles(to, "chat.db*")) File.Delete(old);
        foreach (var file in Directory.GetFiles(from, "chat.db*")) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        return to;
    }
}
