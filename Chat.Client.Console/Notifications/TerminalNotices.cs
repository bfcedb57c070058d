using System.Text;

namespace Chat.Client.Cli;

/// <summary>The ways by which terminals show a notification.</summary>
internal enum TerminalNotice
{
    None,
    /// <summary>iTerm2's, which most others know as well: OSC 9.</summary>
    Osc9,
    /// <summary>kitty's: OSC 99.</summary>
    Osc99,
    /// <summary>rxvt's: OSC 777.</summary>
    Osc777,
}

/// <summary>Writes notifications for the terminal itself.</summary>
internal static class TerminalNotices
{
    /// <summary>The way that a terminal knows, by what its environment tells.</summary>
    /// <param name="asked"><c>9</c>, <c>99</c>, <c>777</c> or <c>off</c>; else it is found out.</param>
    /// <param name="environment">Reads an environment variable.</param>
    public static TerminalNotice Of(string? asked, Func<string, string?> environment)
    {
        var (term, program) = (environment("TERM") ?? "", environment("TERM_PROGRAM") ?? "");
        return asked switch
        {
            "off" => TerminalNotice.None,
            "9" => TerminalNotice.Osc9,
            "99" => TerminalNotice.Osc99,
            "777" => TerminalNotice.Osc777,
            _ when term == "xterm-kitty" || environment("KITTY_WINDOW_ID") is { Length: > 0 } => TerminalNotice.Osc99,
            _ when program is "iTerm.app" or "WezTerm" or "ghostty" || environment("WT_SESSION") is { Length: > 0 } => TerminalNotice.Osc9,
            _ when term.StartsWith("rxvt", StringComparison.Ordinal) || term.StartsWith("foot", StringComparison.Ordinal) => TerminalNotice.Osc777,
            _ => TerminalNotice.None,
        };
    }

    /// <summary>The bytes of a notification. What people wrote can end no sequence and begin no field.</summary>
    /// <param name="notice">How.</param>
    /// <param name="title">Its first line.</param>
    /// <param name="text">The rest.</param>
    /// <param name="inTmux">tmux hands it on to the terminal around it, if it is allowed to (<c>allow-passthrough</c>).</param>
    public static string Write(TerminalNotice notice, string title, string text, bool inTmux)
    {
        var (first, rest) = (Field(title), Field(text));
        var written = notice switch
        {
            // Never a figure first: some terminals read it as another command.
            TerminalNotice.Osc9 => $"\e]9;chat: {first}: {rest}\e\\",
            TerminalNotice.Osc99 => $"\e]99;i=chat:d=0:e=1;{Base64(first)}\e\\\e]99;i=chat:p=body:e=1;{Base64(rest)}\e\\",
            TerminalNotice.Osc777 => $"\e]777;notify;{first};{rest}\e\\",
            _ => "",
        };
        return inTmux && written.Length > 0 ? $"\ePtmux;{written.Replace("\e", "\e\e", StringComparison.Ordinal)}\e\\" : written;
    }

    private static string Field(string text) => Inert.Line(text).Replace(';', ',');

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
