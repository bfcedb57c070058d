namespace Chat.Client.Cli;

/// <summary>The lines of what somebody wrote: words with their links, broken at word ends, and code as it was written, broken at the edge only.</summary>
internal sealed class TextLines(Signs signs, int width)
{
    /// <summary>The lines; at least one, none wider than the width.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="ink">How words are drawn.</param>
    /// <param name="tail">What the client says behind it.</param>
    public List<List<Glyph>> Of(string text, Ink ink, string tail = "")
    {
        var lines = new List<List<Glyph>>();
        var pieces = Code.Blocks(text).ToList();
        if (tail.Length > 0 && pieces[^1].Language is not null) pieces.Add(("", null));
        foreach (var (index, (piece, language)) in pieces.Index())
        {
            if (language is not null) AddCode(lines, piece, language, ink);
            else if (index < pieces.Count - 1 || tail.Length == 0) lines.AddRange(Wrap.Lines(Words(piece, ink), width));
            else lines.AddRange(Wrap.Lines(Words(piece, ink).Concat(Glyph.Of(piece.Length > 0 ? tail : tail.TrimStart(), new Ink(Role.Faint))), width));
        }

        return lines;
    }

    private static IEnumerable<Glyph> Words(string text, Ink ink)
    {
        foreach (var (span, isCode) in Code.Spans(Inert.Text(text)))
        {
            if (isCode)
            {
                foreach (var glyph in Glyph.Of(span, ink.On(Ground.Code))) yield return glyph;
                continue;
            }

            foreach (var (piece, target) in Links.Split(span))
                foreach (var glyph in Glyph.Of(piece, target is null ? ink : ink with { Role = Role.Accent, Marks = Marks.Underline }, target)) yield return glyph;
        }
    }

    // An edge at its left tells it apart where there are no colours. What stands behind the first fence is people's word as well: it is shown.
    private void AddCode(List<List<Glyph>> lines, string code, string language, Ink ink)
    {
        var ground = ink.On(Ground.Code);
        if (language.Length > 0) AddGround(lines, Glyph.Of(Inert.Line(language), ground with { Role = Role.Faint }));
        AddGround(lines, Glyph.Of(Inert.Text(code), ground));
    }

    private void AddGround(List<List<Glyph>> lines, IEnumerable<Glyph> glyphs)
    {
        var room = Math.Max(2, width - 2);
        foreach (var line in Wrap.Anywhere(glyphs, room))
        {
            var blank = room - line.Sum(glyph => glyph.Width);
            lines.Add([.. Glyph.Of(signs.CodeEdge + " ", new Ink(Role.Quiet, Ground.Code)), .. line, .. Glyph.Of(new string(' ', Math.Max(0, blank)), new Ink(Role.Text, Ground.Code))]);
        }
    }
}
