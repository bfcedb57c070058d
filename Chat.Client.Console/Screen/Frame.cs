using System.Text;

namespace Chat.Client.Cli;

/// <summary>One cell of the screen; the second cell of a wide character has an empty text.</summary>
internal readonly record struct Cell(string Text, Ink Ink, string? Link = null);

/// <summary>What a click on a part of the screen means.</summary>
internal enum SpotKind
{
    Room, Message, Newest, Pick, Composer, GoTo, Members, Person,
}

/// <summary>A part of the screen that can be clicked.</summary>
internal readonly record struct Spot(int X, int Y, int Width, int Height, SpotKind Kind, Guid Id = default, int Index = 0)
{
    public bool Contains(int x, int y) => x >= X && x < X + Width && y >= Y && y < Y + Height;
}

/// <summary>The whole screen at one moment, as cells. What is drawn outside is cut off.</summary>
internal sealed class Frame
{
    private readonly Cell[] _cells;

    public Frame(int width, int height)
    {
        (Width, Height) = (width, height);
        _cells = new Cell[width * height];
        Array.Fill(_cells, new Cell(" ", new Ink(Role.Text)));
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Where the caret stands; none: it is hidden.</summary>
    public (int X, int Y)? Caret { get; set; }

    /// <summary>What can be clicked; the last one that contains a point wins.</summary>
    public List<Spot> Spots { get; } = [];

    public ReadOnlySpan<Cell> Row(int y) => _cells.AsSpan(y * Width, Width);

    /// <summary>Draws a text of one line, at most <paramref name="room"/> cells of it; answers the column after it.</summary>
    public int Put(int x, int y, string text, Ink ink, int room = int.MaxValue) => Put(x, y, Glyph.Of(text, ink), room);

    /// <summary>Draws glyphs; one that doesn't fit whole is left out with all that follow.</summary>
    public int Put(int x, int y, IEnumerable<Glyph> glyphs, int room = int.MaxValue)
    {
        if (y < 0 || y >= Height) return x;
        var end = room == int.MaxValue ? Width : Math.Min(Width, x + room);
        foreach (var glyph in glyphs)
        {
            if (x < 0 || x + glyph.Width > end) break;
            Set(x, y, glyph);
            x += glyph.Width;
        }

        return x;
    }

    /// <summary>As <see cref="Put(int, int, string, Ink, int)"/>, and what doesn't fit ends in an ellipsis.</summary>
    public int PutCut(int x, int y, string text, Ink ink, int room, Signs signs)
    {
        if (room <= 0) return x;
        return Put(x, y, Cut(text, ink, room, signs), room);
    }

    /// <summary>As <see cref="PutCut"/>, ending before column <paramref name="end"/>.</summary>
    public void PutRight(int end, int y, string text, Ink ink, int room, Signs signs)
    {
        var glyphs = Cut(text, ink, room, signs);
        Put(end - glyphs.Sum(g => g.Width), y, glyphs);
    }

    /// <summary>A text of one line that fits into a width.</summary>
    public static List<Glyph> Cut(string text, Ink ink, int room, Signs signs)
    {
        List<Glyph> glyphs = [.. Glyph.Of(text, ink)];
        var width = glyphs.Sum(g => g.Width);
        if (width <= room) return glyphs;
        while (glyphs.Count > 0 && width > room - signs.Cut.Length)
        {
            width -= glyphs[^1].Width;
            glyphs.RemoveAt(glyphs.Count - 1);
        }

        glyphs.AddRange(Glyph.Of(signs.Cut, ink));
        return glyphs;
    }

    public void Fill(int x, int y, int width, int height, string text, Ink ink)
    {
        var glyph = new Glyph(text, 1, ink);
        for (var row = Math.Max(0, y); row < Math.Min(Height, y + height); row++)
            for (var column = Math.Max(0, x); column < Math.Min(Width, x + width); column++)
                Set(column, row, glyph);
    }

    /// <summary>Lays a ground under what is drawn already.</summary>
    public void Lay(int x, int y, int width, Ground ground)
    {
        for (var column = x; column < Math.Min(Width, x + width); column++)
        {
            ref var cell = ref _cells[y * Width + column];
            cell = cell with { Ink = cell.Ink.On(ground) };
        }
    }

    /// <summary>Gives a target to a cell that has none.</summary>
    /// <returns>The target that it has.</returns>
    public string Link(int x, int y, string target)
    {
        ref var cell = ref _cells[y * Width + x];
        cell = cell with { Link = cell.Link ?? target };
        return cell.Link!;
    }

    /// <summary>The characters alone, without blanks at line ends.</summary>
    public override string ToString()
    {
        var answer = new StringBuilder();
        for (var y = 0; y < Height; y++)
        {
            var line = new StringBuilder();
            foreach (var cell in Row(y)) line.Append(cell.Text);
            answer.Append(line.ToString().TrimEnd(' ')).Append('\n');
        }

        return answer.ToString();
    }

    private void Set(int x, int y, Glyph glyph)
    {
        var at = y * Width + x;

        // A wide character of which one half is drawn over leaves no half behind.
        if (_cells[at].Text.Length == 0 && x > 0) _cells[at - 1] = _cells[at - 1] with { Text = " " };
        var last = at + glyph.Width - 1;
        if (x + glyph.Width < Width && _cells[last + 1].Text.Length == 0) _cells[last + 1] = _cells[last + 1] with { Text = " " };
        _cells[at] = new Cell(glyph.Text, glyph.Ink, glyph.Link);
        if (glyph.Width == 2) _cells[at + 1] = new Cell("", glyph.Ink, glyph.Link);
    }
}
