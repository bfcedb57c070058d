namespace Chat.Client.Cli;

/// <summary>Whether lines are wanted instead of the full screen.</summary>
internal static class PlainWish
{
    // The screen reader of the Linux console reads what is printed; a screen that is redrawn says nothing to it.
    private const string Speakup = "/sys/accessibility/speakup";

    /// <summary>Asked for; or the terminal can't be drawn on, a screen reader is announced, or only the input is a terminal.</summary>
    public static bool IsThere(Shell shell, bool asked)
    {
        if (asked || IsYes(shell.Environment("CHAT_PLAIN"))) return true;
        if (!shell.InIsTerminal || shell.Environment("CHAT_PLAIN") is { Length: > 0 }) return false;
        var term = shell.Environment("TERM");
        return !shell.OutIsTerminal || term is "dumb" || IsYes(shell.Environment("ACCESSIBLE")) || (term is "linux" && Directory.Exists(Speakup));
    }

    private static bool IsYes(string? value) => value is { Length: > 0 } and not ("0" or "false" or "no");
}
