namespace Chat.Server;

internal static class UserNames
{
    public const int MaxLength = 32;
    public static string Fold(string name) => name.Normalize(System.Text.NormalizationForm.FormKC).ToUpperInvariant();
}
