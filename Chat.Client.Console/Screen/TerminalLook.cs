using System.Globalization;
using Terminal.Gui.Drivers;

namespace Chat.Client.Cli;

/// <summary>What the terminal can show, from what it and its environment tell.</summary>
/// <param name="environment">Reads an environment variable.</param>
internal sealed class TerminalLook(Func<string, string?> environment)
{
    private static readonly string[] TrueColourPrograms = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio"];

    /// <summary>The number of colours: NO_COLOR and what was asked for win.</summary>
    public Colours ColoursOf(string? asked) => asked switch
    {
        "none" => Colours.None,
        "16" => Colours.Sixteen,
        "256" => Colours.Indexed,
        "true" => Colours.True,
        _ when environment("NO_COLOR") is { Length: > 0 } => Colours.None,
        _ when environment("COLORTERM") is "truecolor" or "24bit" => Colours.True,
        _ when environment("WT_SESSION") is { Length: > 0 } => Colours.True,
        _ when TrueColourPrograms.Contains(environment("TERM_PROGRAM")) => Colours.True,
        _ when environment("TERM") is { } term && (term.EndsWith("-direct", StringComparison.Ordinal) || term is "xterm-kitty" or "alacritty" or "foot") => Colours.True,
        _ when environment("TERM") is { } term && term.Contains("256color", StringComparison.Ordinal) => Colours.Indexed,
        _ => Colours.Sixteen,
    };

    /// <summary>Whether the ground is light: as asked for, as the terminal answered, or as its environment says.</summary>
    public bool IsLight(string? asked, IDriver driver)
    {
        if (asked is "light" or "dark") return asked == "light";
        if (driver.DefaultAttribute is { } told) return !told.Background.IsDarkColor();

        // "15;0": the last figure is the ground's place among the sixteen.
        var ground = environment("COLORFGBG")?.Split(';')[^1];
        return int.TryParse(ground, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index is 7 or >= 9 and <= 15;
    }

    /// <summary>The signs: ASCII where the locale isn't UTF-8.</summary>
    public Signs SignsFor(bool ascii)
    {
        if (ascii) return Signs.Ascii;
        if (OperatingSystem.IsWindows()) return Signs.Unicode;
        var locale = new[] { "LC_ALL", "LC_CTYPE", "LANG" }.Select(environment).FirstOrDefault(v => !string.IsNullOrEmpty(v));

        // Without any locale there is no word against UTF-8, which containers speak all the same.
        return locale is null || locale.Replace("-", "", StringComparison.Ordinal).Contains("utf8", StringComparison.OrdinalIgnoreCase)
            ? Signs.Unicode
            : Signs.Ascii;
    }
}
