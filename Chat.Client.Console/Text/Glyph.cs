using System.Globalization;
using Terminal.Gui.Text;

namespace Chat.Client.Cli;

/// <summary>One character as people see it, the cells it takes, and how it is drawn.</summary>
/// <param name="Text">A grapheme cluster.</param>
/// <param name="Width">1 or 2 cells.</param>
/// <param name="Ink">How it is drawn.</param>
/// <param name="Link">The address that it is a part of.</param>
internal readonly record struct Glyph(string Text, int Width, Ink Ink, string? Link = null)
{
    private static readonly string[] Ascii = [.. Enumerable.Range(0, 128).Select(c => ((char)c).ToString())];

    /// <summary>The cells that a text of one line takes.</summary>
    public static int WidthOf(string text)
    {
        var width = 0;
        foreach (var glyph in Of(text, default)) width += glyph.Width;
        return width;
    }

    /// <summary>A text as glyphs; the one width table for wrapping and drawing alike.</summary>
    public static IEnumerable<Glyph> Of(string text, Ink ink, string? link = null)
    {
        for (var i = 0; i < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, i);
            var cluster = length == 1 && text[i] < 128 ? Ascii[text[i]] : text.Substring(i, length);
            i += length;
            var width = cluster == "\n" ? 0 : length == 1 && cluster[0] < 128 ? 1 : Math.Clamp(cluster.GetColumns(), 0, 2);

            // A cluster without a cell of its own would be drawn onto its neighbour.
            yield return width == 0 && cluster != "\n" ? new Glyph("·", 1, ink, link) : new Glyph(cluster, width, ink, link);
        }
    }
}
