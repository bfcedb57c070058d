using System.Text.Json.Serialization;

namespace Chat.Client;

/// <summary>A line of an outbox file: an entry as it is now, or that one is gone.</summary>
internal sealed record OutboxRecord
{
    public OutboxEntry? Put { get; init; }

    public Guid? Forget { get; init; }
}

/// <summary>The outbox file's JSON, made at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OutboxRecord))]
internal sealed partial class OutboxJson : JsonSerializerContext;
