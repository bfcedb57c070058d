using System.Text;
using System.Text.RegularExpressions;

namespace Chat.Client.Cli;

/// <summary>
/// The terminal library makes links by itself of all that looks like an address, up to the next blank: with the signs and the frame
/// behind it, and as it is written. It leaves cells alone that have a target, so each of them gets one here, in printable ASCII as all are.
/// </summary>
internal static partial class OwnLinks
{
    /// <summary>The target of what is an address in looks only.</summary>
    public const string Nowhere = "about:blank";

    // As the library looks for them, a little more generously.
    [GeneratedRegex(@"[a-z]+://[^\s<>""']+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address { get; }

    public static void Lay(Frame frame)
    {
        for (var y = 0; y < frame.Height; y++)
            if (HasAddress(frame.Row(y))) Lay(frame, y);
    }

    private static bool HasAddress(ReadOnlySpan<Cell> row)
    {
        for (var x = 0; x + 2 < row.Length; x++)
            if (row[x].Text == ":" && row[x + 1].Text == "/" && row[x + 2].Text == "/") return true;
        return false;
    }

    private static void Lay(Frame frame, int y)
    {
        var text = new StringBuilder();
        var columns = new List<int>();
        for (var x = 0; x < frame.Width; x++)
        {
            foreach (var part in frame.Row(y)[x].Text)
            {
                text.Append(part);
                columns.Add(x);
            }
        }

        foreach (Match match in Address.Matches(text.ToString()))
        {
            var address = match.Value.TrimEnd('.', ',', '!', '?', ';', ':', ']', '}');
            var target = TargetOf(address);
            for (var x = columns[match.Index]; x <= columns[match.Index + address.Length - 1]; x++) target = frame.Link(x, y, target);
        }
    }

    // One that was cut leads nowhere.
    private static string TargetOf(string address)
    {
        var whole = address.Split(Signs.Unicode.Spine)[0];
        return whole.Contains(Signs.Unicode.Cut, StringComparison.Ordinal) ? Nowhere : Links.TargetOf(whole) ?? Nowhere;
    }
}
