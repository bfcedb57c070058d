using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>
/// How far each room was taken, in a file: <c>{"room id": place}</c>. Replaced as a whole, so that a crash leaves the old or the new one; processes
/// that share it write in turn, each what it knows of its own rooms.
/// </summary>
internal sealed class CursorFile : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(10);

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly Dictionary<Guid, Place> _begun;
    private readonly Dictionary<Guid, Place> _own = [];
    private readonly SemaphoreSlim _turn = new(1);

    private CursorFile(string path, TimeProvider time, Dictionary<Guid, Place> begun) => (_path, _time, _begun) = (path, time, begun);

    /// <summary>Reads the file; one that is not there yet begins empty.</summary>
    public static Outcome<CursorFile> Open(string path, TimeProvider time)
    {
        try
        {
            return new CursorFile(path, time, Read(path));
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

    /// <summary>How far a room was taken when the file was opened; none: it was never followed with this file.</summary>
    public Place? Of(Guid room) => _begun.GetValueOrDefault(room);

    /// <summary>A room was taken so far; on disk when this returns.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public async Task WriteAsync(Guid room, Place place)
    {
        await _turn.WaitAsync();
        try
        {
            _own[room] = place;
            using var held = await HoldAsync();
            var all = Read(_path);
            foreach (var (other, known) in _own) all.TryAdd(other, known);
            all[room] = place;
            Replace(JsonSerializer.SerializeToUtf8Bytes(all, CursorJson.Default.DictionaryGuidPlace));
        }
        catch (JsonException)
        {
            throw new IOException($"{_path} is no cursor file any more.");
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static Dictionary<Guid, Place> Read(string path)
    {
        if (!File.Exists(path)) return [];
        var bytes = File.ReadAllBytes(path);
        return bytes.Length == 0 ? [] : JsonSerializer.Deserialize(bytes, CursorJson.Default.DictionaryGuidPlace) ?? [];
    }

    private async Task<FileStream> HoldAsync()
    {
        for (var since = _time.GetTimestamp(); ; await Task.Delay(BetweenTries, _time))
        {
            if (HeldFile.TryOpen(_path + ".lock") is { } held) return held;
            if (_time.GetElapsedTime(since) >= Longest) throw new IOException($"{_path} can't be written: another process has held {_path}.lock for too long.");
        }
    }

    private void Replace(byte[] bytes)
    {
        var next = $"{_path}.{Environment.ProcessId}";
        try
        {
            using (var file = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(next, _path, overwrite: true);
        }
        catch
        {
            // Where there is no room, half a file takes what others need.
            File.Delete(next);
            throw;
        }
    }

    private static Error Refusal(string message) => new() { Code = ClientErrors.Storage, Message = message, Final = true };
}

[JsonSerializable(typeof(Dictionary<Guid, Place>))]
internal sealed partial class CursorJson : JsonSerializerContext;
