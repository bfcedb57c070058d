using System.Globalization;
using System.Text;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace Chat.Client.Cli;

/// <summary>Writes colours by their place among xterm's 256: the library itself knows sixteen and all.</summary>
internal sealed class IndexedOutput : AnsiOutput
{
    private static readonly int[] Steps = [0, 95, 135, 175, 215, 255];
    private readonly Dictionary<Color, int> _found = [];

    /// <summary>The place of the nearest colour, of those that are alike everywhere: the first sixteen are each terminal's own.</summary>
    public static int IndexOf(Color colour) => Enumerable.Range(16, 240).MinBy(index =>
    {
        var (red, green, blue) = At(index);
        return Square(red - colour.R) + Square(green - colour.G) + Square(blue - colour.B);
    });

    protected override void AppendOrWriteAttribute(StringBuilder output, Attribute attr, TextStyle redrawTextStyle)
    {
        base.AppendOrWriteAttribute(output, new Attribute(Color.None, Color.None, attr.Style), redrawTextStyle);
        if (attr.Foreground != Color.None) output.Append(CultureInfo.InvariantCulture, $"\e[38;5;{Found(attr.Foreground)}m");
        if (attr.Background != Color.None) output.Append(CultureInfo.InvariantCulture, $"\e[48;5;{Found(attr.Background)}m");
    }

    private int Found(Color colour) => _found.TryGetValue(colour, out var index) ? index : _found[colour] = IndexOf(colour);

    // A cube of six steps a side, then 24 greys.
    private static (int Red, int Green, int Blue) At(int index)
    {
        if (index >= 232) return (8 + 10 * (index - 232), 8 + 10 * (index - 232), 8 + 10 * (index - 232));
        var cube = index - 16;
        return (Steps[cube / 36], Steps[cube / 6 % 6], Steps[cube % 6]);
    }

    private static int Square(int value) => value * value;
}
