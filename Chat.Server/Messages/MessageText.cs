using System.Globalization;
using System.Text;
using Chat.Contracts;

namespace Chat.Server;

/// <summary>What a text that people see may hold.</summary>
internal static class MessageText
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Why a message's text is refused; null when it is good.</summary>
    public static Error? Check(string? text)
    {
        if (text is null) return Refusals.Invalid("text: a message needs one.");
        if (Forbidden(text, multiline: true) is { } error) return error;
        if (!HasSomethingToRead(text)) return Refusals.Final(ErrorCodes.Empty, "A message needs something to read.");
        var bytes = Encoding.UTF8.GetByteCount(text);
        return bytes <= Limits.Default.TextBytes ? null : Refusals.Final(ErrorCodes.TooLong,
            $"The text is {bytes} bytes long; {Limits.Default.TextBytes} are allowed. Send it in parts.");
    }

    /// <summary>Why a single line, such as a name or a topic, is refused; null when it is good.</summary>
    public static Error? CheckLine(string what, string? line, int longest, bool mayBeEmpty)
    {
        if (line is null) return Refusals.Invalid($"{what}: say which.");
        if (Forbidden(line, multiline: false) is { } error) return error;
        if (!mayBeEmpty && !HasSomethingToRead(line)) return Refusals.Final(ErrorCodes.Empty, $"The {what} needs something to read.");
        return line.Length <= longest ? null : Refusals.Final(ErrorCodes.TooLong, $"The {what} has {line.Length} characters; {longest} are allowed.");
    }

    /// <summary>White space, and what has a place in the text but no shape of its own, can't be read.</summary>
    private static bool HasSomethingToRead(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (!Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format && !IsBlank(rune.Value)) return true;
        return false;
    }

    /// <summary>Letters and symbols that look like nothing: the Hangul fillers and the blank Braille pattern.</summary>
    private static bool IsBlank(int rune) => rune is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800;

    /// <summary>Line ends beside the control characters, and what turns the direction of the rest of a line around.</summary>
    private static bool IsLayout(char c) => c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static Error? Forbidden(string text, bool multiline)
    {
        foreach (var c in text)
        {
            if (multiline ? (c < ' ' && c is not ('\t' or '\n')) || c == '\u007F' : char.IsControl(c) || IsLayout(c))
                return Refusals.Final(ErrorCodes.ForbiddenCharacters, multiline
                    ? "The text has control characters other than tab and newline. Remove them."
                    : "Control characters are not allowed here, nor are tabs and newlines. Remove them.");
        }
        try
        {
            Strict.GetByteCount(text);
            return null;
        }
        catch (EncoderFallbackException)
        {
            return Refusals.Final(ErrorCodes.ForbiddenCharacters, "The text is not valid Unicode: half of a surrogate pair is missing.");
        }
    }
}
