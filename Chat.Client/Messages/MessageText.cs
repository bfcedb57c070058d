using System.Text;
using Chat.Contracts;

namespace Chat.Client;

/// <summary>What may be sent as the text of a message; the server checks the same.</summary>
internal static class MessageText
{
    /// <summary>What an entry costs on the wire beside its text.</summary>
    private const int Overhead = 160;

    /// <summary>The text as it is sent: lines end with LF.</summary>
    public static string Normalize(string text) =>
        text.Contains('\r', StringComparison.Ordinal)
            ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
            : text;

    /// <summary>Why a text can't be sent as it is; none: it can.</summary>
    public static Error? Check(string text, Limits limits)
    {
        if (string.IsNullOrWhiteSpace(text)) return Refusal(ErrorCodes.Empty, "The message is empty: write something.");
        if (HasForbidden(text))
            return Refusal(ErrorCodes.ForbiddenCharacters, "The message holds control characters or broken Unicode: take them out.");
        var bytes = Encoding.UTF8.GetByteCount(text);
        return bytes > limits.TextBytes
            ? Refusal(ErrorCodes.TooLong, $"The message is too long: {bytes} bytes, at most {limits.TextBytes}. Split it.")
            : null;
    }

    /// <summary>The bytes of JSON that a message can become, whatever writes it.</summary>
    public static int MostBytes(string text)
    {
        var bytes = Overhead;
        foreach (var unit in text)
            bytes += unit is '"' or '\\' or '\t' or '\n' ? 2 : unit < 0x80 ? 1 : 6;
        return bytes;
    }

    private static bool HasForbidden(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var unit = text[i];
            if ((unit < ' ' && unit is not ('\t' or '\n')) || unit == '\u007f') return true;
            if (!char.IsSurrogate(unit)) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(unit, text[i + 1])) return true;
            i++;
        }

        return false;
    }

    private static Error Refusal(string code, string message) => new() { Code = code, Message = message, Final = true };
}
