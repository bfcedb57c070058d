using System.Globalization;
using System.Text;

namespace Chat.Server;

/// <summary>
/// The scripts of user names. A letter that several writing systems share (Han in Chinese, Japanese and Korean)
/// belongs to all of them, so a name is of one script when its letters have one in common.
/// </summary>
[Flags]
internal enum Script
{
    None = 0,
    Latin = 1 << 0,
    Greek = 1 << 1,
    Cyrillic = 1 << 2,
    Armenian = 1 << 3,
    Hebrew = 1 << 4,
    Arabic = 1 << 5,
    Devanagari = 1 << 6,
    Bengali = 1 << 7,
    Gurmukhi = 1 << 8,
    Gujarati = 1 << 9,
    Oriya = 1 << 10,
    Tamil = 1 << 11,
    Telugu = 1 << 12,
    Kannada = 1 << 13,
    Malayalam = 1 << 14,
    Sinhala = 1 << 15,
    Thai = 1 << 16,
    Lao = 1 << 17,
    Tibetan = 1 << 18,
    Myanmar = 1 << 19,
    Georgian = 1 << 20,
    Ethiopic = 1 << 21,
    Khmer = 1 << 22,
    Chinese = 1 << 23,
    Japanese = 1 << 24,
    Korean = 1 << 25,
    Any = (1 << 26) - 1,
}

/// <summary>Which script a character of a user name belongs to. The runtime doesn't know scripts, hence the table.</summary>
internal static class Scripts
{
    /// <summary>The script of a letter, mark or digit; none when it has no place in a user name.</summary>
    public static Script Of(Rune rune)
    {
        if (rune.Value is >= '0' and <= '9') return Script.Any;
        if (rune.Value is 0x115F or 0x1160 or 0x17B4 or 0x17B5) return Script.None; // letters that show nothing

        var category = Rune.GetUnicodeCategory(rune);
        if (!Rune.IsLetter(rune) && category is not UnicodeCategory.DecimalDigitNumber && !UserNames.IsMark(rune))
            return Script.None;

        foreach (var (first, last, script) in Ranges)
        {
            if (rune.Value < first) return Script.None;
            if (rune.Value <= last) return script;
        }

        return Script.None;
    }

    // The scripts of today's languages (UAX #31, recommended), without their archaic and phonetic blocks. Marks that
    // go with any script (U+0300 …) are in none: what needs them in Latin, Greek and Cyrillic is a letter of its own.
    private static readonly (int First, int Last, Script Script)[] Ranges =
    [
        (0x0041, 0x02AF, Script.Latin),
        (0x0370, 0x03E1, Script.Greek), (0x03F0, 0x03FF, Script.Greek),
        (0x0400, 0x0482, Script.Cyrillic), (0x048A, 0x052F, Script.Cyrillic),
        (0x0531, 0x0587, Script.Armenian),
        (0x0591, 0x05F4, Script.Hebrew),
        (0x0610, 0x06FF, Script.Arabic), (0x0750, 0x077F, Script.Arabic),
        (0x0900, 0x097F, Script.Devanagari), (0x0980, 0x09FE, Script.Bengali),
        (0x0A01, 0x0A76, Script.Gurmukhi), (0x0A81, 0x0AFF, Script.Gujarati),
        (0x0B01, 0x0B77, Script.Oriya), (0x0B82, 0x0BFA, Script.Tamil),
        (0x0C00, 0x0C7F, Script.Telugu), (0x0C80, 0x0CF3, Script.Kannada),
        (0x0D00, 0x0D7F, Script.Malayalam), (0x0D81, 0x0DF4, Script.Sinhala),
        (0x0E01, 0x0E5B, Script.Thai), (0x0E81, 0x0EDF, Script.Lao),
        (0x0F00, 0x0FDA, Script.Tibetan), (0x1000, 0x109F, Script.Myanmar),
        (0x10A0, 0x10FF, Script.Georgian),
        (0x1100, 0x11FF, Script.Korean),
        (0x1200, 0x139F, Script.Ethiopic),
        (0x1780, 0x17FF, Script.Khmer),
        (0x1C90, 0x1CBF, Script.Georgian),
        (0x1E00, 0x1EFF, Script.Latin),
        (0x1F00, 0x1FFF, Script.Greek),
        (0x2D80, 0x2DDE, Script.Ethiopic),
        (0x3005, 0x3007, Script.Chinese | Script.Japanese | Script.Korean),
        (0x3041, 0x30FF, Script.Japanese),
        (0x3105, 0x312F, Script.Chinese),
        (0x31A0, 0x31BF, Script.Chinese),
        (0x31F0, 0x31FF, Script.Japanese),
        (0x3400, 0x9FFF, Script.Chinese | Script.Japanese | Script.Korean),
        (0xAC00, 0xD7A3, Script.Korean),
        (0x20000, 0x323AF, Script.Chinese | Script.Japanese | Script.Korean),
    ];
}
