using System.Text;
using Chat.Contracts;

namespace Chat.Server;

/// <summary>Names of rooms. They are unique among public rooms only, so that neither side betrays a private one.</summary>
internal static class RoomNames
{
    /// <summary>Why a name is refused; null when it is good.</summary>
    public static Error? Check(string? name) => MessageText.CheckLine("name", name, Limits.Default.RoomName, mayBeEmpty: false);

    /// <summary>The name as it is kept.</summary>
    public static string Tidy(string name) => name.Trim().TrimStart('#').Trim().Normalize(NormalizationForm.FormC) is { Length: > 0 } tidy ? tidy : name.Trim();

    /// <summary>What two names that are the same have in common.</summary>
    public static string Fold(string name) => Tidy(name).Normalize(NormalizationForm.FormKC).ToUpperInvariant();

    public static Error Taken => Refusals.Final(ErrorCodes.NameTaken, "There is a public room of this name. Choose another.");
}
