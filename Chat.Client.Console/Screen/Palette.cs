using Terminal.Gui.Drawing;

namespace Chat.Client.Cli;

/// <summary>The colour of each role: the page's values, and the nearest names of the sixteen.</summary>
internal static class Palette
{
    private static readonly string[] AuthorsDark =
    [
        "#fca4a1", "#f7ab83", "#e9b471", "#d1c06e", "#accd82", "#8ad39e", "#67d6c4", "#62d1e7", "#84c7ff", "#adbbfe", "#d2adf4", "#f3a3c9",
    ];

    private static readonly string[] AuthorsLight =
    [
        "#9e3035", "#944001", "#7f5102", "#6b5c03", "#486803", "#006f36", "#006b60", "#076877", "#01619a", "#4750ac", "#73409a", "#943167",
    ];

    private static readonly ColorName16?[] AuthorsNamedDark =
    [
        ColorName16.BrightRed, ColorName16.Yellow, ColorName16.BrightYellow, ColorName16.BrightYellow, ColorName16.BrightGreen, ColorName16.Green,
        ColorName16.Cyan, ColorName16.BrightCyan, ColorName16.BrightBlue, ColorName16.Blue, ColorName16.Magenta, ColorName16.BrightMagenta,
    ];

    private static readonly ColorName16?[] AuthorsNamedLight =
    [
        ColorName16.Red, ColorName16.Red, ColorName16.Magenta, null, ColorName16.Green, ColorName16.Green,
        ColorName16.Cyan, ColorName16.Cyan, ColorName16.Blue, ColorName16.Blue, ColorName16.Magenta, ColorName16.Magenta,
    ];

    public static string Of(Ground ground, bool light) => ground switch
    {
        Ground.Side => light ? "#edf3f4" : "#0b1113",
        Ground.Chosen => light ? "#d2e6ea" : "#162b32",
        Ground.Code => light ? "#edf3f4" : "#1c2426",
        _ => light ? "#fcfdfe" : "#12181a",
    };

    public static string Of(Role role, bool light) => role switch
    {
        >= Role.Author1 => (light ? AuthorsLight : AuthorsDark)[role - Role.Author1],
        Role.Quiet => light ? "#49565b" : "#a7b2b4",
        Role.Faint => light ? "#576367" : "#919c9f",
        Role.Rule => light ? "#dae1e2" : "#293133",
        Role.Accent => light ? "#066a82" : "#64c9e1",
        Role.Online => light ? "#0e8c41" : "#58cd78",
        Role.Away => light ? "#a86603" : "#e9b452",
        Role.Danger => light ? "#b12728" : "#f58b85",
        _ => light ? "#152025" : "#e6eaeb",
    };

    /// <summary>Of the sixteen, whose look is the terminal's own; without a name, its default.</summary>
    public static (ColorName16? Name, bool Dim, bool Bold) Named(Role role, bool light) => role switch
    {
        >= Role.Author1 => ((light ? AuthorsNamedLight : AuthorsNamedDark)[role - Role.Author1], false, role == Role.Author10 && !light),
        Role.Quiet => (null, true, false),
        Role.Faint => light ? (null, true, false) : (ColorName16.DarkGray, false, false),
        Role.Rule => (ColorName16.DarkGray, false, false),
        Role.Accent => (light ? ColorName16.Blue : ColorName16.BrightCyan, false, false),
        Role.Unread => (null, false, true),
        Role.Online => (ColorName16.Green, false, false),
        Role.Away => (ColorName16.Yellow, false, false),
        Role.Danger => (light ? ColorName16.Red : ColorName16.BrightRed, false, false),
        _ => (null, false, false),
    };
}
