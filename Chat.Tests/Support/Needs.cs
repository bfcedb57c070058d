namespace Chat.Tests.Support;

/// <summary>What a test needs beside the SDK and Node. Where it is missing the test is skipped, but under CI it fails:
/// a gate that quietly skips is open.</summary>
public static class Needs
{
    public static string Chromium() => Program("chromium-headless-shell");

    public static string Firefox() => Program("firefox-esr");

    public static string WebKitDriver() => Program("WebKitWebDriver");

    public static string Tmux() => Program("tmux");

    public static string Squid() => Program("squid");

    public static string DBusDaemon() => Program("dbus-daemon");

    public static string GnomeKeyring() => Program("gnome-keyring-daemon");

    public static string SecretTool() => Program("secret-tool");

    public static string Program(string name)
    {
        // Where the system's services lie is in the path of root only.
        var path = ((Environment.GetEnvironmentVariable("PATH") ?? "") + Path.PathSeparator + "/usr/sbin")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

        That(path is not null, $"{name} is not installed");
        return path!;
    }

    public static void That(bool isThere, string otherwise)
    {
        if (isThere) return;
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(otherwise);
        Assert.Skip(otherwise);
    }
}
