namespace Chat.Client.Cli;

/// <summary>Several servers and accounts side by side: each profile keeps a session of its own.</summary>
internal static class Profiles
{
    /// <summary>The one that is meant when none is named.</summary>
    public const string Default = "default";

    private const int LongestName = 64;

    /// <summary>The one that is meant: by --profile, else by CHAT_PROFILE.</summary>
    public static string Chosen(Shell shell) =>
        shell.Profile ?? (shell.Environment("CHAT_PROFILE") is { Length: > 0 } named ? named : Default);

    /// <summary>Whether a profile can be called so: the name is a folder's.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && char.IsAsciiLetterOrDigit(name[0]) &&
        name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');

    /// <summary>The file of a profile's session.</summary>
    public static CredentialFile FileOf(Shell shell, string name)
    {
        var folder = ConfigFolder(shell);
        return new CredentialFile(name == Default ? folder : Path.Combine(folder, "profiles", name));
    }

    /// <summary>All that hold a session, readable or not, the default one first.</summary>
    public static IReadOnlyList<string> Names(Shell shell)
    {
        var folder = Path.Combine(ConfigFolder(shell), "profiles");
        var named = Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)!) : [];
        return [.. named.Where(IsName).Order(StringComparer.Ordinal).Prepend(Default).Where(name => FileOf(shell, name).IsThere)];
    }

    /// <summary>How the command line names a profile; nothing for the default one.</summary>
    public static string Option(string name) => name == Default ? "" : $" --profile {name}";

    private static string ConfigFolder(Shell shell) => shell.Folder("XDG_CONFIG_HOME", ".config");
}
