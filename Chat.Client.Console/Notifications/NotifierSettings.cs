using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Client.Cli;

/// <summary>The client's settings, <c>config.json</c> in its configuration folder. What is read sets: of <c>init</c> the generated reader would empty all that a file leaves out.</summary>
internal sealed record ClientSettings
{
    public NotifierSettings Notifications { get; set; } = new();

    /// <summary>Where the sessions' tokens are kept, one of <see cref="KeptSession.Places"/>.</summary>
    public string Secrets { get; set; } = KeptSession.Auto;

    /// <summary>Reads the settings; without a file they are as at first.</summary>
    /// <returns>The settings, and a sentence if the file can't be read.</returns>
    public static (ClientSettings Settings, string? Problem) Read(Shell shell)
    {
        var path = Path.Combine(shell.Folder("XDG_CONFIG_HOME", ".config"), "config.json");
        try
        {
            using var file = File.OpenRead(path);
            return (JsonSerializer.Deserialize(file, SettingsJson.Default.ClientSettings) ?? new ClientSettings(), null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (new ClientSettings(), null);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return (new ClientSettings(), $"{path} can't be read: {e.Message}");
        }
    }
}

/// <summary>How people are told of what is new.</summary>
internal sealed record NotifierSettings
{
    /// <summary>The terminal's bell.</summary>
    public bool Bell { get; set; } = true;

    /// <summary><c>auto</c>, <c>9</c>, <c>99</c>, <c>777</c> or <c>off</c>.</summary>
    public string Terminal { get; set; } = "auto";

    /// <summary><c>notify-send</c>, where it is and the terminal shows nothing itself.</summary>
    public bool Desktop { get; set; } = true;

    /// <summary>A program of the person's and its arguments, started without a shell.</summary>
    public IReadOnlyList<string> Command { get; set; } = [];

    /// <summary>Whether what was written is shown, and not only that something was.</summary>
    public bool ShowText { get; set; } = true;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, AllowTrailingCommas = true, ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(ClientSettings))]
internal sealed partial class SettingsJson : JsonSerializerContext;
