namespace Chat.Client.Cli;

/// <summary>Breaks glyphs into lines at word ends, and words that are too long anywhere.</summary>
internal static class Wrap
{
    /// <summary>
    /// The lines of a text that is being written: broken at the edge only, so that what stands before the caret is
    /// broken the same way as the whole.
    /// </summary>
    public static List<List<Glyph>> Anywhere(IEnumerable<Glyph> glyphs, int width)
    {
        var lines = new List<List<Glyph>> { new() };
        var used = 0;
        foreach (var glyph in glyphs)
        {
            if (glyph.Text == "\n" || used + glyph.Width > width)
            {
                lines.Add([]);
                used = 0;
            }

            if (glyph.Text == "\n") continue;
            lines[^1].Add(glyph);
            used += glyph.Width;
        }

        return lines;
    }

    /// <summary>The lines of a text; at least one, none wider than <paramref name="width"/>.</summary>
    public static List<List<Glyph>> Lines(IEnumerable<Glyph> glyphs, int width)
    {
        width = Math.Max(2, width);
        var lines = new List<List<Glyph>>();
        var line = new List<Glyph>();
        var used = 0;
        var afterBreak = -1;
        foreach (var glyph in glyphs)
        {
            if (glyph.Text == "\n")
            {
                Close();
                continue;
            }

            if (used + glyph.Width > width)
            {
                // A space at the edge is the break itself.
                if (glyph.Text == " ")
                {
                    afterBreak = line.Count;
                    line.Add(glyph);
                    used += 1;
                    continue;
                }

                Break();
            }

            line.Add(glyph);
            used += glyph.Width;
            if (glyph.Text is " " or "-" || glyph.Width == 2) afterBreak = line.Count;
        }

        Close();
        return lines;

        void Break()
        {
            var at = afterBreak > 0 ? afterBreak : line.Count;
            var rest = line[at..];
            line.RemoveRange(at, line.Count - at);
            while (rest.Count > 0 && rest[0].Text == " ") rest.RemoveAt(0);
            Close();
            line.AddRange(rest);
            used = rest.Sum(g => g.Width);
        }

        void Close()
        {
            while (line.Count > 0 && line[^1].Text == " " && used > width) used -= Trim();
            lines.Add([.. line]);
            line.Clear();
            used = 0;
            afterBreak = -1;
        }

        int Trim()
        {
            line.RemoveAt(line.Count - 1);
            return 1;
        }
    }
}
