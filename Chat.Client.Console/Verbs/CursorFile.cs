using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>How far each room was taken, in a file: <c>{"room id": number}</c>. Replaced as a whole, so that a crash leaves the old or the new one.</summary>
internal sealed class CursorFile
{
    private readonly string _path;
    private readonly Dictionary<Guid, long> _taken;
    private readonly Lock _gate = new();

    private CursorFile(string path, Dictionary<Guid, long> taken) => (_path, _taken) = (path, taken);

    /// <summary>Reads the file; one that is not there yet begins empty.</summary>
    public static Outcome<CursorFile> Open(string path)
    {
        try
        {
            if (!File.Exists(path)) return new CursorFile(path, []);
            using var file = File.OpenRead(path);
            if (file.Length == 0) return new CursorFile(path, []);
            return new CursorFile(path, JsonSerializer.Deserialize(file, CursorJson.Default.DictionaryGuidInt64) ?? []);
        }
        catch (JsonException)
        {
            return Refusal($"{path} is no cursor file. Name another, or delete it to begin anew.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refusal($"{path} can't be read: {e.Message}");
        }
    }

    /// <summary>The last number taken of a room; none: it was never followed with this file.</summary>
    public long? Of(Guid room)
    {
        lock (_gate) return _taken.TryGetValue(room, out var number) ? number : null;
    }

    /// <summary>Everything up to a number was taken; on disk when this returns.</summary>
    public void Taken(Guid room, long number)
    {
        lock (_gate)
        {
            _taken[room] = number;
            var next = _path + ".new";
            using (var file = new FileStream(next, FileMode.Create, FileAccess.Write))
            {
                JsonSerializer.Serialize(file, _taken, CursorJson.Default.DictionaryGuidInt64);
                file.Flush(flushToDisk: true);
            }

            File.Move(next, _path, overwrite: true);
        }
    }

    private static Error Refusal(string message) => new() { Code = ClientErrors.Storage, Message = message, Final = true };
}

[JsonSerializable(typeof(Dictionary<Guid, long>))]
internal sealed partial class CursorJson : JsonSerializerContext;
