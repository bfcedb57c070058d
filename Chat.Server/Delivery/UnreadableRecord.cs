using System.Text.Json;
using Chat.Contracts;

namespace Chat.Server;

/// <summary>Says what is wrong with a record by its field. The serialiser's own sentences speak of types that the caller doesn't know.</summary>
internal static class UnreadableRecord
{
    public static Error Error(JsonException json)
    {
        var at = json.Path is { Length: > 2 } path && path[0] == '$' ? path[1..].TrimStart('.') : "";
        var missing = Missing(json.Message);
        if (missing.Count > 0) return Refusals.Invalid($"{string.Join(", ", missing.Select(field => at.Length > 0 ? $"{at}.{field}" : field))}: missing.");
        if (at.Length == 0) return Refusals.Invalid("Send a record: a JSON object with the fields that are asked for.");
        return json.InnerException is InvalidOperationException { Message: var inner } && inner.Contains("UTF-", StringComparison.Ordinal)
            ? Refusals.Final(ErrorCodes.ForbiddenCharacters, $"{at}: no valid Unicode, such as half of a surrogate pair. Remove it.")
            : Refusals.Invalid($"{at}: not what belongs there.");
    }

    /// <summary>Which fields are missing stands nowhere else than in the sentence, in quotes.</summary>
    private static List<string> Missing(string message) => message.Contains("missing required properties", StringComparison.Ordinal)
        ? [.. message[message.LastIndexOf(':')..].Split('\'').Where((_, i) => i % 2 == 1)] : [];
}
