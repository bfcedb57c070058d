namespace Chat.Client.Cli;

/// <summary>A box over the screen, in its middle.</summary>
internal static class Box
{
    private static readonly Ink Line = new(Role.Rule);

    /// <summary>Draws an empty box with a title, above the line of keys; answers where its inside begins.</summary>
    public static (int X, int Y, int Width, int Height) Draw(Frame frame, Signs signs, int width, int height, string title)
    {
        (width, height) = (Math.Min(width, frame.Width), Math.Min(height, frame.Height - 1));
        var (left, top) = ((frame.Width - width) / 2, Math.Max(0, (frame.Height - height) / 3));
        frame.Spots.Clear();
        frame.Caret = null;
        frame.Fill(left, top, width, height, " ", new Ink(Role.Text));
        frame.Fill(left + 1, top, width - 2, 1, signs.Bar, Line);
        frame.Fill(left + 1, top + 2, width - 2, 1, signs.Bar, Line);
        frame.Fill(left + 1, top + height - 1, width - 2, 1, signs.Bar, Line);
        frame.Fill(left, top + 1, 1, height - 2, signs.Spine, Line);
        frame.Fill(left + width - 1, top + 1, 1, height - 2, signs.Spine, Line);
        frame.Put(left, top, signs.CornerTopLeft, Line);
        frame.Put(left + width - 1, top, signs.CornerTopRight, Line);
        frame.Put(left, top + 2, signs.TeeLeft, Line);
        frame.Put(left + width - 1, top + 2, signs.TeeRight, Line);
        frame.Put(left, top + height - 1, signs.CornerBottomLeft, Line);
        frame.Put(left + width - 1, top + height - 1, signs.CornerBottomRight, Line);
        frame.PutCut(left + 2, top + 1, title, new Ink(Role.Text, Marks: Marks.Bold), width - 4, signs);
        return (left + 2, top + 3, width - 4, height - 4);
    }
}
