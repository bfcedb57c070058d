namespace Chat.Benchmarks;

/// <summary>Where the sources lie.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution, above the running program.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ChatService.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException("The benchmarks run from their build folder, inside the repository.");
    }
}
