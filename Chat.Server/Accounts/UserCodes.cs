using System.Security.Cryptography;

namespace Chat.Server;

/// <summary>
/// Codes that people read from one screen and type into another: eight of 20 letters, without vowels, so that no word
/// comes about, and without letters that look like a figure or another letter (RFC 8628, 6.1).
/// </summary>
internal static class UserCodes
{
    private const string Letters = "BCDFGHJKLMNPQRSTVWXZ";
    private const int Length = 8;
    private const int LongestTyped = 64;

    /// <summary>A new code, as it is kept: letters alone.</summary>
    public static string Make() => RandomNumberGenerator.GetString(Letters, Length);

    /// <summary>The code as it is shown.</summary>
    public static string Show(string code) => $"{code[..4]}-{code[4..]}";

    /// <summary>What somebody typed, as it is kept; none when it can be no code.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null or { Length: > LongestTyped }) return null;
        var code = new string([.. typed.ToUpperInvariant().Where(c => !char.IsWhiteSpace(c) && !char.IsPunctuation(c))]);
        return code.Length == Length && code.All(Letters.Contains) ? code : null;
    }
}
