namespace Chat.Client.Cli;

/// <summary>The signs of the screen, all one cell wide, and their stand-ins where a terminal can't draw them.</summary>
internal sealed record Signs
{
    public static Signs Unicode { get; } = new();

    public static Signs Ascii { get; } = new()
    {
        Mark = "~|=",
        Online = "*",
        Away = "~",
        Offline = ".",
        Chosen = ">",
        Draft = "d",
        Muted = "~",
        Pending = "...",
        Typing = ":",
        NotSent = "x",
        Again = "~",
        Below = "v",
        Cut = "...",
        Spine = "|",
        CodeEdge = "|",
        Cross = "+",
        DayCross = "+",
        Bar = "-",
        HeavyBar = "=",
        Foot = "+",
        Prompt = ">",
        Caret = "^",
        Up = "Up",
        Down = "Down",
        CornerTopLeft = "+",
        CornerTopRight = "+",
        CornerBottomLeft = "+",
        CornerBottomRight = "+",
        TeeLeft = "+",
        TeeRight = "+",
        Dot = "*",
    };

    public string Mark { get; init; } = "╌│═";
    public string Online { get; init; } = "●";
    public string Away { get; init; } = "◐";
    public string Offline { get; init; } = "○";
    public string Room { get; init; } = "#";
    public string Private { get; init; } = "=";
    public string Chosen { get; init; } = "▌";
    public string Draft { get; init; } = "✎";
    public string Muted { get; init; } = "~";
    public string Pending { get; init; } = "…";
    public string Typing { get; init; } = "…";
    public string NotSent { get; init; } = "✗";
    public string Again { get; init; } = "↻";
    public string Below { get; init; } = "↓";
    public string Cut { get; init; } = "…";
    public string Spine { get; init; } = "│";
    public string CodeEdge { get; init; } = "▎";
    public string Cross { get; init; } = "┿";
    public string DayCross { get; init; } = "┼";
    public string Bar { get; init; } = "─";
    public string HeavyBar { get; init; } = "━";
    public string Foot { get; init; } = "┴";
    public string Prompt { get; init; } = "›";
    public string Caret { get; init; } = "^";
    public string Up { get; init; } = "↑";
    public string Down { get; init; } = "↓";
    public string Dot { get; init; } = "•";
    public string CornerTopLeft { get; init; } = "╭";
    public string CornerTopRight { get; init; } = "╮";
    public string CornerBottomLeft { get; init; } = "╰";
    public string CornerBottomRight { get; init; } = "╯";
    public string TeeLeft { get; init; } = "├";
    public string TeeRight { get; init; } = "┤";
}
