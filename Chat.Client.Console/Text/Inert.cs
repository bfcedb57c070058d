using System.Buffers;
using System.Globalization;
using System.Text;

namespace Chat.Client.Cli;

/// <summary>
/// Makes what people wrote harmless for a terminal: nothing in the answer can move the cursor, colour, turn the
/// direction of its neighbours, hide, or take another number of cells than the width table says.
/// </summary>
internal static class Inert
{
    /// <summary>Stands for what has no picture of its own: C1 controls, broken and unknown characters.</summary>
    public const char Broken = '\uFFFD';

    private const char TurnsDirection = '␦';
    private const char ZeroWidth = '·';
    private const char LineBreak = '␤';
    private const char MarkCarrier = '◌';

    // Stacks of marks paint over the rows above and below; no written language needs more on one letter.
    private const int MarksPerLetter = 4;

    private static readonly SearchValues<char> Harmless = SearchValues.Create(
        string.Create(95, 0, static (span, _) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = (char)(' ' + i);
        }));

    /// <summary>For a place of one line: line ends become visible as well.</summary>
    public static string Line(string text) => Clean(text, keepLines: false);

    /// <summary>For a text: line feeds stay, and a tab is four spaces.</summary>
    public static string Text(string text) => Clean(text, keepLines: true);

    private static string Clean(string text, bool keepLines)
    {
        if (text.AsSpan().IndexOfAnyExcept(Harmless) < 0) return text;
        var answer = new StringBuilder(text.Length + 8);
        var marks = 0;
        var carried = false;
        for (var i = 0; i < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var used) != OperationStatus.Done)
            {
                answer.Append(Broken);
                i += used;
                (marks, carried) = (0, true);
                continue;
            }

            i += used;
            if (rune.Value == '\n' && keepLines)
            {
                answer.Append('\n');
                (marks, carried) = (0, false);
                continue;
            }

            if (IsMark(rune))
            {
                if (!carried) answer.Append(MarkCarrier);
                carried = true;
                if (++marks <= MarksPerLetter) answer.Append(rune.ToString());
                continue;
            }

            if (IsJoiner(rune.Value) && carried && JoinsLetters(answer, text, i))
            {
                answer.Append((char)rune.Value);
                continue;
            }

            if (IsVariation(rune.Value)) continue;
            marks = 0;
            var before = answer.Length;
            AppendVisible(answer, rune, keepLines);
            carried = answer.Length > before && answer[^1] != ' ';
        }

        return answer.ToString();
    }

    private static void AppendVisible(StringBuilder answer, Rune rune, bool keepLines)
    {
        var value = rune.Value;
        if (value == '\t') answer.Append(keepLines ? "    " : " ");
        else if (value < 0x20) answer.Append((char)(0x2400 + value));
        else if (value == 0x7F) answer.Append('␡');
        else if (value is >= 0x80 and <= 0x9F) answer.Append(Broken);
        else if (value is 0x2028 or 0x2029) answer.Append(LineBreak);
        else if (value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)) answer.Append(TurnsDirection);
        else if (IsInvisible(rune)) answer.Append(ZeroWidth);
        else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse) answer.Append(Broken);
        else answer.Append(rune.ToString());
    }

    private static bool IsMark(Rune rune) =>
        rune.Value is not 0x034F and not 0x17B4 and not 0x17B5 && !IsVariation(rune.Value) &&
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    // They choose between a letter and a picture of it, and terminals disagree on the picture's width.
    private static bool IsVariation(int value) => value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static bool IsJoiner(int value) => value is 0x200C or 0x200D;

    // Persian and Indic words and joined emoji need them; between other characters they only hide.
    private static bool JoinsLetters(StringBuilder before, string text, int next)
    {
        if (before.Length == 0 || before[^1] < 0x0300 || IsJoiner(before[^1])) return false;
        while (next < text.Length && IsVariation(text[next])) next++;
        if (next >= text.Length || Rune.DecodeFromUtf16(text.AsSpan(next), out var rune, out _) != OperationStatus.Done) return false;
        return Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or
            UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol;
    }

    // Format characters, and the letters that are drawn as nothing.
    private static bool IsInvisible(Rune rune) =>
        rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0 ||
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;
}
