using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Chat.Tests.Scenarios;

/// <summary>A scenario file: see the README beside it.</summary>
internal sealed partial record Scenario(string Name, IReadOnlyList<JsonObject> Steps)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowTrailingCommas = false };

    public static Scenario Read(string path)
    {
        var names = new Dictionary<string, string>();
        var text = Variable().Replace(File.ReadAllText(path), match =>
        {
            if (!names.TryGetValue(match.Value, out var id))
                names.Add(match.Value, id = "00000000-0000-4000-8000-" + (names.Count + 1).ToString("x12", CultureInfo.InvariantCulture));
            return id;
        });
        var file = JsonNode.Parse(text, null, Strict)!.AsObject();
        return new Scenario((string)file["name"]!, [.. file["steps"]!.AsArray().Select(step => step!.AsObject())]);
    }

    /// <summary>Whether everything that is expected is there: objects may hold more, lists may not; null is absent.</summary>
    /// <returns>The path and the difference; none: it fits.</returns>
    public static string? Difference(JsonNode? expected, JsonNode? actual, string path)
    {
        switch (expected)
        {
            case JsonObject wanted:
                if (actual is not JsonObject there) return $"{path}: expected an object, was {actual?.ToJsonString() ?? "absent"}";
                return wanted.Select(pair => Difference(pair.Value, there[pair.Key], $"{path}.{pair.Key}"))
                    .FirstOrDefault(difference => difference is not null);
            case JsonArray list:
                if (actual is not JsonArray found || found.Count != list.Count)
                    return $"{path}: expected {list.Count} items, was {actual?.ToJsonString() ?? "absent"}";
                return list.Select((item, i) => Difference(item, found[i], $"{path}[{i}]"))
                    .FirstOrDefault(difference => difference is not null);
            default:
                return JsonNode.DeepEquals(expected, actual)
                    ? null
                    : $"{path}: expected {expected?.ToJsonString() ?? "nothing"}, was {actual?.ToJsonString() ?? "absent"}";
        }
    }

    [GeneratedRegex(@"\$[A-Za-z][A-Za-z0-9]*")]
    private static partial Regex Variable();
}
