using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>What the credentials file holds.</summary>
internal sealed record Credentials(Uri Server, string Token, Guid PersonId, string PersonName);

/// <summary>The file with the session: only its owner may read it.</summary>
/// <param name="folder">The folder of the client's settings.</param>
internal sealed class CredentialFile(string folder)
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public string Path { get; } = System.IO.Path.Combine(folder, "credentials.json");

    /// <summary>The session; no value when there is none.</summary>
    public Outcome<Credentials?> Read()
    {
        if (!File.Exists(Path)) return new Outcome<Credentials?> { Ok = true };
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(Path) & Others) != 0)
            return Refusal($"Others on this machine can read {Path}, so its session may be known to them. Run `chmod 600 {Path}` if you trust them all; else `rm {Path}`, `chat login`, and end the old session.");
        try
        {
            using var file = File.OpenRead(Path);
            if (JsonSerializer.Deserialize(file, CredentialJson.Default.Credentials) is { Token.Length: > 0, Server.IsAbsoluteUri: true } read)
                return new Outcome<Credentials?> { Ok = true, Value = read };
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return Refusal($"{Path} can't be read: {e.Message} Run `chat login` again.");
        }

        return Refusal($"{Path} holds no session. Run `chat login` again.");
    }

    /// <summary>Replaces the file as a whole.</summary>
    public void Write(Credentials credentials)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnFolder);
        var next = Path + ".new";
        File.Delete(next);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnFile;
        using (var file = new FileStream(next, options)) JsonSerializer.Serialize(file, credentials, CredentialJson.Default.Credentials);
        File.Move(next, Path, overwrite: true);
    }

    public void Delete() => File.Delete(Path);

    private static Error Refusal(string message) => new() { Code = ErrorCodes.SignedOut, Message = message, Final = true };
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(Credentials))]
internal sealed partial class CredentialJson : JsonSerializerContext;
