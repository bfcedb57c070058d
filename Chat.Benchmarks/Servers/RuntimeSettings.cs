using System.Text.Json;

namespace Chat.Benchmarks;

/// <summary>The runtime's settings of a program, as they lie beside it: ours and the yardsticks' must be the same.</summary>
internal static class RuntimeSettings
{
    private static readonly string[] Shown = ["System.GC.Server", "System.GC.Concurrent", "System.Threading.ThreadPool.UnfairSemaphoreSpinLimit"];

    /// <summary>Of the shipped server.</summary>
    public static string Of(PublishedServer server) => Read(Path.Combine(server.Folder, "Chat.Server.runtimeconfig.json"));

    /// <summary>Of the yardsticks, which are this program.</summary>
    public static string OfYardsticks { get; } = Read(Path.Combine(AppContext.BaseDirectory, "Chat.Benchmarks.runtimeconfig.json"));

    private static string Read(string file)
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(file));
        var properties = settings.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties");
        return string.Join(", ", Shown.Select(name => $"{name}={(properties.TryGetProperty(name, out var value) ? value.ToString().ToLowerInvariant() : "default")}"));
    }
}
