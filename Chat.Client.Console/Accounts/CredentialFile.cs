using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>What the credentials file holds.</summary>
/// <param name="Server">The session's server.</param>
/// <param name="Token">The session's token; none: it lies in the system's key store.</param>
/// <param name="PersonId">Who is signed in.</param>
/// <param name="PersonName">Their user name.</param>
/// <param name="CaFile">The file of authorities that the session was made with.</param>
/// <param name="KeyStoreEntry">What the token is called in the system's key store, when it lies there.</param>
/// <param name="KeyStoreCollection">What of the key store it was put into.</param>
internal sealed record Credentials(
    Uri Server, string? Token, Guid PersonId, string PersonName, string? CaFile = null, string? KeyStoreEntry = null, string? KeyStoreCollection = null)
{
    /// <summary>By what the token is found in the key store, when it lies there.</summary>
    [JsonIgnore]
    public StoredEntry? Entry => KeyStoreEntry is null ? null : new StoredEntry(KeyStoreEntry, KeyStoreCollection);
}

/// <summary>The file with the session, or with where its token lies: only its owner may read it.</summary>
/// <param name="folder">The folder of the client's settings.</param>
internal sealed class CredentialFile(string folder)
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public string Path { get; } = System.IO.Path.Combine(folder, "credentials.json");

    /// <summary>Beside it, and for <see cref="SessionChange"/>.</summary>
    public string NotePath { get; } = System.IO.Path.Combine(folder, "credentials.lock");

    /// <summary>Whether there is something in its place.</summary>
    public bool IsThere => File.Exists(Path) || Directory.Exists(Path);

    /// <summary>The session; no value when there is none.</summary>
    public Outcome<Credentials?> Read()
    {
        if (!IsThere) return new Outcome<Credentials?> { Ok = true };
        if (!File.Exists(Path)) return Refusal($"{Path} can't be read: it is a folder. Move it away and run `chat login`.");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(Path) & Others) != 0)
            return Refusal($"Others on this machine can read {Path}, so its session may be known to them. Run `chmod 600 {Path}` if you trust them all; else `rm {Path}`, `chat login`, and end the old session.");
        try
        {
            using var file = File.OpenRead(Path);
            if (JsonSerializer.Deserialize(file, CredentialJson.Default.Credentials) is { Server.IsAbsoluteUri: true } read && HasToken(read))
                return new Outcome<Credentials?> { Ok = true, Value = read };
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return Refusal($"{Path} can't be read: {e.Message} Run `chat login` again.");
        }

        return Refusal($"{Path} holds no session. Run `chat login` again.");
    }

    /// <summary>Makes the folder that it lies in, which only its owner looks into.</summary>
    public void MakeFolder()
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnFolder);
    }

    /// <summary>Replaces the file as a whole; within a <see cref="SessionChange"/>.</summary>
    public void Write(Credentials credentials)
    {
        MakeFolder();
        var next = Path + ".new";
        File.Delete(next);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnFile;
        using (var file = new FileStream(next, options)) JsonSerializer.Serialize(file, credentials, CredentialJson.Default.Credentials);
        File.Move(next, Path, overwrite: true);
    }

    public void Delete() => File.Delete(Path);

    private static bool HasToken(Credentials read) => read is { Token.Length: > 0, KeyStoreEntry: null } or { Token: null, KeyStoreEntry.Length: > 0 };

    private static Error Refusal(string message) => new() { Code = ClientErrors.Storage, Message = message, Final = true };
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Credentials))]
internal sealed partial class CredentialJson : JsonSerializerContext;
