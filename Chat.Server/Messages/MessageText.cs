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
        if (string.IsNullOrWhiteSpace(text)) return Refusals.Final(ErrorCodes.Empty, "A message needs something to read.");
        var bytes = Encoding.UTF8.GetByteCount(text);
        return bytes <= Limits.Default.TextBytes ? null : Refusals.Final(ErrorCodes.TooLong,
            $"The text is {bytes} bytes long; {Limits.Default.TextBytes} are allowed. Send it in parts.");
    }

    /// <summary>Why a single line, such as a name or a topic, is refused; null when it is good.</summary>
    public static Error? CheckLine(string what, string? line, int longest, bool mayBeEmpty)
    {
        if (line is null) return Refusals.Invalid($"{what}: say which.");
        if (Forbidden(line, multiline: false) is { } error) return error;
        if (!mayBeEmpty && string.IsNullOrWhiteSpace(line)) return Refusals.Final(ErrorCodes.Empty, $"The {what} needs something to read.");
        return line.Length <= longest ? null : Refusals.Final(ErrorCodes.TooLong, $"The {what} has {line.Length} characters; {longest} are allowed.");
    }

    private static Error? Forbidden(string text, bool multiline)
    {
        foreach (var c in text)
        {
            if ((c < ' ' && !(multiline && (c is '\t' or '\n'))) || c == '\u007F')
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
