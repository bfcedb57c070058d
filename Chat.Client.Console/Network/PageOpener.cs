using System.ComponentModel;
using System.Diagnostics;

namespace Chat.Client.Cli;

/// <summary>Opens a page in the person's browser, where there is a desktop to show it; without a shell between.</summary>
/// <param name="environment">The environment's variables.</param>
internal sealed class PageOpener(Func<string, string?> environment)
{
    /// <summary>Asks a browser to open a page; answers whether there was one to ask.</summary>
    public bool Open(Uri page) => page.Scheme is "http" or "https" && Commands(page.AbsoluteUri).Any(Start);

    /// <summary>What is tried, one after the other, until one can be started.</summary>
    public IEnumerable<IReadOnlyList<string>> Commands(string page)
    {
        // As other programs read it: several are separated by colons, and %s stands for the page.
        foreach (var browser in (environment("BROWSER") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = browser.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0) continue;
            yield return browser.Contains("%s", StringComparison.Ordinal) ? [.. words.Select(word => word.Replace("%s", page, StringComparison.Ordinal))] : [.. words, page];
        }

        if (IsSet("SSH_CONNECTION") || IsSet("SSH_TTY")) yield break;
        if (OperatingSystem.IsMacOS()) yield return ["open", page];
        else if (OperatingSystem.IsWindows()) yield return ["rundll32.exe", "url.dll,FileProtocolHandler", page];
        else if (IsSet("DISPLAY") || IsSet("WAYLAND_DISPLAY")) yield return ["xdg-open", page];
    }

    private bool IsSet(string name) => !string.IsNullOrEmpty(environment(name));

    private static bool Start(IReadOnlyList<string> command)
    {
        // A session of its own where there is such a program: the browser outlives Ctrl+C.
        return (OperatingSystem.IsLinux() && ProgramSearch.Find(Environment.GetEnvironmentVariable, command[0]) is not null && Run(["setsid", .. command])) || Run(command);
    }

    private static bool Run(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Remove("CHAT_TOKEN");
        try
        {
            // Not disposed: what the browser has to say is read for as long as we wait, and nobody waits for its end.
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
