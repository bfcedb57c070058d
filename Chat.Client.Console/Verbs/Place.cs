using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>How far a room was taken.</summary>
/// <param name="Number">Up to the message with this number.</param>
/// <param name="Id">Which message that was, if it was seen: the server may have another in its place one day.</param>
/// <param name="At">When it was taken by the server.</param>
[JsonConverter(typeof(PlaceConverter))]
internal sealed record Place(long Number, Guid? Id = null, long? At = null)
{
    public static Place Of(Message message) => new(message.Number, message.Id, message.At);
}

/// <summary>A place as it stands in a file: the number alone, or <c>[number, "id", at]</c>.</summary>
internal sealed class PlaceConverter : JsonConverter<Place>
{
    public override Place Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return new Place(Number(ref reader));
        reader.Read();
        var number = Number(ref reader);
        reader.Read();
        if (reader.TokenType != JsonTokenType.String || !reader.TryGetGuid(out var id)) throw new JsonException();
        reader.Read();
        var at = Number(ref reader);
        reader.Read();
        return reader.TokenType == JsonTokenType.EndArray ? new Place(number, id, at) : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, Place value, JsonSerializerOptions options)
    {
        if (value is not { Id: { } id, At: { } at })
        {
            writer.WriteNumberValue(value.Number);
            return;
        }

        writer.WriteStartArray();
        writer.WriteNumberValue(value.Number);
        writer.WriteStringValue(id);
        writer.WriteNumberValue(at);
        writer.WriteEndArray();
    }

    private static long Number(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : throw new JsonException();
}
