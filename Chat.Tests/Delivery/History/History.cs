using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Tests.Delivery;

/// <summary>What clients did and saw, an event a line of JSON. It is read anew each time, so that it may be larger than memory.</summary>
public sealed class History
{
    private readonly Func<IEnumerable<HistoryEvent>> _read;

    private History(Func<IEnumerable<HistoryEvent>> read) => _read = read;

    /// <summary>The events: those of one client in its order.</summary>
    public IEnumerable<HistoryEvent> Events => _read();

    /// <summary>A history that recorders wrote. A last line that was cut off with its recorder is passed over.</summary>
    /// <exception cref="JsonException">A line before the last of its file is no event.</exception>
    public static History Load(params IReadOnlyList<string> files) => new(() => files.SelectMany(Read));

    /// <summary>A history of events at hand.</summary>
    public static History Of(IReadOnlyList<HistoryEvent> events) => new(() => events);

    private static IEnumerable<HistoryEvent> Read(string file)
    {
        string? line = null;
        foreach (var next in File.ReadLines(file))
        {
            if (line is not null) yield return JsonSerializer.Deserialize(line, HistoryJson.Default.HistoryEvent)!;
            line = next;
        }
        if (line is not null && TryRead(line) is { } last) yield return last;
    }

    private static HistoryEvent? TryRead(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, HistoryJson.Default.HistoryEvent);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Appends events to a history's file, each as it happens. Any thread may write.</summary>
public sealed class HistoryWriter : IDisposable
{
    private readonly Lock _lock = new();
    private readonly StreamWriter _file;

    public HistoryWriter(string file) =>
        _file = new StreamWriter(file, new UTF8Encoding(false), new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, BufferSize = 1 << 16 }) { AutoFlush = false };

    public void Write(HistoryEvent happened)
    {
        var line = JsonSerializer.Serialize(happened, HistoryJson.Default.HistoryEvent);
        lock (_lock)
        {
            _file.WriteLine(line);
            _file.Flush();
        }
    }

    public void Dispose()
    {
        lock (_lock) _file.Dispose();
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(HistoryEvent))]
internal sealed partial class HistoryJson : JsonSerializerContext;
