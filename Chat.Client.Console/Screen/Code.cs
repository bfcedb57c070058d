namespace Chat.Client.Cli;

/// <summary>Code in what people wrote, found by the page's rules: lines between two fences, and `code` within a line.</summary>
internal static class Code
{
    private const string Fence = "```";
    private const int MostIndent = 3;

    /// <summary>
    /// A text in pieces, from the top: words, without a language, and what stands between two fences, with what stands behind
    /// the first. A fence that nobody closes is text.
    /// </summary>
    public static IEnumerable<(string Text, string? Language)> Blocks(string text)
    {
        if (!text.Contains(Fence, StringComparison.Ordinal))
        {
            yield return (text, null);
            yield break;
        }

        var lines = text.Split('\n');
        var lastFence = Array.FindLastIndex(lines, Closes);
        var words = 0;
        for (var at = 0; at < lastFence; at++)
        {
            if (LanguageOf(lines[at]) is not { } language) continue;
            var end = at + 1;
            while (!Closes(lines[end])) end++;
            if (at > words) yield return (string.Join('\n', lines[words..at]), null);
            yield return (string.Join('\n', lines[(at + 1)..end]), language);
            (at, words) = (end, end + 1);
        }

        if (words < lines.Length) yield return (string.Join('\n', lines[words..]), null);
    }

    /// <summary>Words in pieces: text, and code together with its backticks.</summary>
    public static IEnumerable<(string Text, bool IsCode)> Spans(string words)
    {
        var plain = 0;
        for (var at = words.IndexOf('`'); at >= 0;)
        {
            var end = words.IndexOf('`', at + 1);
            if (end < 0) break;
            var inside = words[(at + 1)..end];
            if (string.IsNullOrWhiteSpace(inside) || inside.Contains('\n'))
            {
                at = end;
                continue;
            }

            if (at > plain) yield return (words[plain..at], false);
            plain = end + 1;
            yield return (words[at..plain], true);
            at = words.IndexOf('`', plain);
        }

        if (plain < words.Length) yield return (words[plain..], false);
    }

    private static bool Closes(string line) => LanguageOf(line) is "";

    private static string? LanguageOf(string line)
    {
        var fence = line.AsSpan().TrimStart(' ');
        if (line.Length - fence.Length > MostIndent || !fence.StartsWith(Fence)) return null;
        var language = fence[Fence.Length..];
        return language.Contains('`') ? null : language.Trim().ToString();
    }
}
