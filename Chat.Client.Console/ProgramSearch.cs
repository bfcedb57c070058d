namespace Chat.Client.Cli;

/// <summary>Looks for programs where a shell would.</summary>
internal static class ProgramSearch
{
    /// <summary>Where a program lies; none: it is in no folder of the path.</summary>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="name">The program's name, or its path.</param>
    public static string? Find(Func<string, string?> environment, string name)
    {
        if (name.Contains('/')) return File.Exists(name) ? name : null;
        return (environment("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }
}
