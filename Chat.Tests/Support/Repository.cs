namespace Chat.Tests.Support;

/// <summary>Where the built programs of this repository lie.</summary>
internal static class Repository
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file below the root.</summary>
    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A built program, of the configuration that the tests were built in.</summary>
    public static string Program(string project, string file) =>
        File(project, "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", file);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "ChatService.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
