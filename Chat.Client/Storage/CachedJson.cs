using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Client;

/// <summary>The JSON of the rows that are kept, made at build time.</summary>
[JsonSerializable(typeof(CachedChat))]
internal sealed partial class CachedJson : JsonSerializerContext
{
    /// <summary>As it lies in a file: nobody's page reads it, so letters stand as they are.</summary>
    public static CachedJson File { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
