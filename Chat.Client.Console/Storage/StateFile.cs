using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Chat.Client.Cli;

/// <summary>A small file of what one person keeps at one server; only they may read it, and it is replaced as a whole.</summary>
internal sealed class StateFile
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;

    /// <param name="shell">Where the state folder is.</param>
    /// <param name="kind">What it holds; the name of its folder.</param>
    /// <param name="server">The server.</param>
    /// <param name="person">The person. The file's name doesn't tell who it is.</param>
    public StateFile(Shell shell, string kind, Uri server, Guid person)
    {
        var key = SHA256.HashData(Encoding.UTF8.GetBytes($"{server.GetLeftPart(UriPartial.Path).TrimEnd('/')}\n{person:D}"));
        Path = System.IO.Path.Combine(KeptHere.StateFolder(shell), kind, Convert.ToHexStringLower(key.AsSpan(0, 16)) + ".json");
    }

    public string Path { get; }

    /// <summary>What it holds; none when there is none, or nothing that can be read.</summary>
    public T? Read<T>(JsonTypeInfo<T> type) where T : class
    {
        try
        {
            using var file = File.OpenRead(Path);
            return JsonSerializer.Deserialize(file, type);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write<T>(T value, JsonTypeInfo<T> type)
    {
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnFolder);
        var next = $"{Path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnFile;
        using (var file = new FileStream(next, options)) JsonSerializer.Serialize(file, value, type);
        File.Move(next, Path, overwrite: true);
    }

    /// <exception cref="IOException">It can't be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be deleted.</exception>
    public void Delete()
    {
        if (System.IO.Path.GetDirectoryName(Path) is not { } folder || !Directory.Exists(folder)) return;

        // One that was just being written when its process was killed has the process's number behind its name.
        foreach (var file in Directory.EnumerateFiles(folder, System.IO.Path.GetFileName(Path) + "*")) File.Delete(file);
    }
}

[JsonSerializable(typeof(Dictionary<Guid, string>))]
[JsonSerializable(typeof(HashSet<Guid>))]
internal sealed partial class StateJson : JsonSerializerContext;
