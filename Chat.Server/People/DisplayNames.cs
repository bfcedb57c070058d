using System.Globalization;
using System.Text;
using Chat.Contracts;

namespace Chat.Server;

/// <summary>
/// What people wish to be called. Display names are free, and two people may have the same; what would hide, reorder or
/// imitate the text around a name is refused.
/// </summary>
internal static class DisplayNames
{
    private const int Colours = 12;

    // Letters of some scripts and joined emoji are written with these two.
    private const int ZeroWidthNonJoiner = 0x200C, ZeroWidthJoiner = 0x200D;

    /// <summary>Why a display name is refused; null when it is good, or none.</summary>
    public static Error? Check(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return null;
        // Before normalising, which costs time by length; trimmed, since white space around it is dropped.
        if (MessageText.CheckLine("display name", name.Trim(), Limits.Default.DisplayName, mayBeEmpty: false) is { } error) return error;
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value is not (ZeroWidthNonJoiner or ZeroWidthJoiner))
                return Refusals.Final(ErrorCodes.ForbiddenCharacters, "A display name has only characters that can be seen. Remove the invisible ones.");
        }

        return Tidy(name)!.Length <= Limits.Default.DisplayName
            ? null
            : Refusals.Final(ErrorCodes.TooLong, $"The display name is too long; {Limits.Default.DisplayName} characters are allowed.");
    }

    /// <summary>Why a colour is refused; null when it is good, or none.</summary>
    public static Error? CheckColour(int? colour) =>
        colour is null or (>= 1 and <= Colours) ? null : Refusals.Invalid($"colour: a number from 1 to {Colours}, or none.");

    /// <summary>The name as it is kept: composed, and with one space where white space was; none when there is nothing.</summary>
    public static string? Tidy(string? name)
    {
        var words = (name ?? "").Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? null : string.Join(' ', words);
    }

    /// <summary>The form by which it is found.</summary>
    public static string Fold(string name) => UserNames.Fold(name.Normalize(NormalizationForm.FormKC));
}
