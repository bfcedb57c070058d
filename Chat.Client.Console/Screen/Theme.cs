using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace Chat.Client.Cli;

/// <summary>How many colours a terminal has; indexed: 256.</summary>
internal enum Colours
{
    None, Sixteen, Indexed, True,
}

/// <summary>Makes colours of roles: the page's own where the terminal can, else the terminal's palette, else none.</summary>
internal sealed class Theme(Colours colours, bool light)
{
    private readonly Dictionary<Ink, Attribute> _made = [];

    public Colours Colours => colours;

    public Attribute Of(Ink ink) => _made.TryGetValue(ink, out var made) ? made : _made[ink] = Make(ink);

    private Attribute Make(Ink ink)
    {
        var style = StyleOf(ink.Marks);
        // Of 256, the output takes those nearest to the page's own.
        if (colours is Colours.True or Colours.Indexed)
            return new Attribute(new Color(Palette.Of(ink.Role, light)), new Color(Palette.Of(ink.Ground, light)), style);

        if (ink.Ground == Ground.Chosen) return new Attribute(Color.None, Color.None, style | TextStyle.Reverse);
        if (colours == Colours.None)
        {
            if (ink.Role is Role.Quiet or Role.Faint or Role.Rule) style |= TextStyle.Faint;
            if (ink.Role is Role.Accent or Role.Danger or Role.Unread) style |= TextStyle.Bold;
            return new Attribute(Color.None, Color.None, style);
        }

        var (named, dim, bold) = Palette.Named(ink.Role, light);
        if (dim) style |= TextStyle.Faint;
        if (bold) style |= TextStyle.Bold;
        return named is { } name ? new Attribute(new Color(name), Color.None, style) : new Attribute(Color.None, Color.None, style);
    }

    private static TextStyle StyleOf(Marks marks) =>
        (marks.HasFlag(Marks.Bold) ? TextStyle.Bold : TextStyle.None) |
        (marks.HasFlag(Marks.Italic) ? TextStyle.Italic : TextStyle.None) |
        (marks.HasFlag(Marks.Underline) ? TextStyle.Underline : TextStyle.None);
}
