using System.Globalization;
using System.Text;
using Chat.Contracts;

namespace Chat.Server;

/// <summary>A user name that keeps the rules, in its three forms.</summary>
/// <param name="Shown">As its owner writes it, in Unicode's compatibility form.</param>
/// <param name="Normalized">Without case: by it people sign in.</param>
/// <param name="Skeleton">What it looks like: by it names that can be mistaken for each other are told.</param>
internal sealed record UserNameForms(string Shown, string Normalized, string Skeleton);

/// <summary>The rules of user names.</summary>
internal static class UserNames
{
    /// <summary>The longest name, in UTF-16 units.</summary>
    public const int MaxLength = 32;

    /// <summary>The form by which accounts are found; any text has one, also what could never be a name.</summary>
    public static string Normalize(string name) =>
        name.Length <= 4 * MaxLength && IsWellFormed(name) ? Fold(name.Normalize(NormalizationForm.FormKC)) : "";

    /// <summary>Checks a name that somebody wants.</summary>
    public static Outcome<UserNameForms> Read(string? wanted)
    {
        if (string.IsNullOrWhiteSpace(wanted))
            return Refusals.Final(ErrorCodes.Empty, "Choose a user name.");
        // Before normalising, which costs time by length and can make a text up to 18 times as long.
        if (wanted.Length > MaxLength)
            return Refusals.Final(ErrorCodes.TooLong, $"A user name has at most {MaxLength} characters.");
        if (!IsWellFormed(wanted))
            return ForbiddenCharacters;

        var name = wanted.Normalize(NormalizationForm.FormKC);
        if (name.Length > MaxLength)
            return Refusals.Final(ErrorCodes.TooLong, $"A user name has at most {MaxLength} characters.");

        var shared = Script.Any;
        var named = false;
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune.Value is '.' or '_' or '-') continue;
            var script = Scripts.Of(rune);
            if (script is Script.None) return ForbiddenCharacters;
            named |= !IsMark(rune);
            shared &= script;
        }

        if (!named)
            return Refusals.Final(ErrorCodes.Empty, "A user name needs at least one letter or digit.");
        if (shared is Script.None)
            return Refusals.Final(ErrorCodes.Invalid, "A user name is written in one script: Latin, Cyrillic, Greek …, not several.");
        return new UserNameForms(name, Fold(name), LookAlikes.Skeleton(name));
    }

    /// <summary>Upper, then lower: so that both of a letter's lower forms (σ, ς) become one.</summary>
    public static string Fold(string text) => text.ToUpperInvariant().ToLowerInvariant();

    internal static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static Error ForbiddenCharacters { get; } = Refusals.Final(ErrorCodes.ForbiddenCharacters,
        "A user name may have letters, digits and . _ - and nothing else.");

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsSurrogatePair(text, i)) return false;
            i++;
        }

        return true;
    }
}
