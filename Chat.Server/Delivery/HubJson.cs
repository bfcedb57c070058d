using System.Text.Encodings.Web;
using System.Text.Json;
using Chat.Contracts;

namespace Chat.Server;

/// <summary>The hub's JSON: the contract's, with letters of every script as they are. Frames are never read as HTML, so only what JSON asks for is escaped.</summary>
public static class HubJson
{
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Makes <paramref name="options"/> the hub's.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = Encoder;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.TypeInfoResolverChain.Insert(0, ChatJson.Default);
    }
}
