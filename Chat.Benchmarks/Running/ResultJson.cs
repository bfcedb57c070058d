using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Benchmarks;

/// <summary>The measurements as JSON, one object a line, for other programs.</summary>
internal static class ResultJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>One measurement, without a line end.</summary>
    public static string Line(Measurement measurement) => JsonSerializer.Serialize(measurement, Options);

    /// <summary>Writes all of them to a file.</summary>
    public static Task WriteAsync(IReadOnlyList<Measurement> measurements, string file, CancellationToken cancellationToken) =>
        File.WriteAllLinesAsync(file, measurements.Select(Line), cancellationToken);
}
