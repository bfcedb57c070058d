using System.Text.RegularExpressions;

namespace Chat.Client.Cli;

/// <summary>Addresses in what people wrote, as a terminal may be told to open them.</summary>
internal static partial class Links
{
    private const int Longest = 2_000;

    // The signs that stand for what was harmful end an address as well.
    [GeneratedRegex(@"https?://[^\s<>""\u2400-\u243F\uFFFD]+", RegexOptions.IgnoreCase)]
    private static partial Regex Address { get; }

    /// <summary>The pieces of a harmless text: words, and addresses with their targets.</summary>
    public static IEnumerable<(string Text, string? Target)> Split(string inert)
    {
        var at = 0;
        foreach (Match match in Address.Matches(inert))
        {
            var length = WithoutTail(match.Value);
            if (TargetOf(match.Value[..length]) is not { } target) continue;
            if (match.Index > at) yield return (inert[at..match.Index], null);
            yield return (inert.Substring(match.Index, length), target);
            at = match.Index + length;
        }

        if (at < inert.Length) yield return (inert[at..], null);
    }

    /// <summary>The address in printable ASCII, so that it can end no escape sequence and be read by no other rule than a URL's; only http and https.</summary>
    public static string? TargetOf(string address)
    {
        if (address.Length > Longest || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) return null;
        try
        {
            var target = new UriBuilder(uri) { Host = uri.IdnHost }.Uri.AbsoluteUri;
            return target.Length <= Longest && target.All(c => c is > ' ' and < '\x7F') ? target : null;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    // The stop of a sentence and a bracket around the address aren't part of it.
    private static int WithoutTail(string address)
    {
        var end = address.Length;
        while (end > 0)
        {
            var last = address[end - 1];
            if (last == ')' && address.AsSpan(0, end).Count('(') >= address.AsSpan(0, end).Count(')')) break;
            if (last is not ('.' or ',' or ';' or ':' or '!' or '?' or '\'' or ')' or ']' or '}' or '…')) break;
            end--;
        }

        return end;
    }
}
