using System.CommandLine;
using System.Globalization;
using System.Text;

namespace Chat.Client.Cli;

/// <summary>The man page, made from the command line itself so that the two can't differ. Its language: man(7).</summary>
internal static class ManPage
{
    public static string Of(RootCommand root, string version)
    {
        var page = new StringBuilder();
        page.AppendLine(CultureInfo.InvariantCulture, $".TH CHAT 1 \"\" \"chat {version}\" \"User commands\"");
        page.AppendLine(".SH NAME\nchat \\- the terminal client of ChatService");
        page.AppendLine(".SH SYNOPSIS\n.B chat\n[\\fIoptions\\fR]\n.br\n.B chat\n\\fIverb\\fR [\\fIarguments\\fR]");
        page.AppendLine(".SH DESCRIPTION");
        page.AppendLine("Without a verb, a full screen with rooms, the conversation and its members. With a verb it does one thing and ends; made for scripts.");
        page.AppendLine(".SH OPTIONS");
        foreach (var option in Shown(root)) Append(page, option);
        page.AppendLine(".SH VERBS");
        foreach (var verb in root.Subcommands.Where(verb => !verb.Hidden)) Append(page, verb);
        page.AppendLine(".SH \"EXIT STATUS\"");
        foreach (var (code, meaning) in Exit.Meanings) page.AppendLine(CultureInfo.InvariantCulture, $".TP\n.B {code}\n{Text(meaning)}");
        page.AppendLine(".SH ENVIRONMENT");
        foreach (var (name, meaning) in Variables) page.AppendLine(CultureInfo.InvariantCulture, $".TP\n.B {name}\n{Text(meaning)}");
        page.AppendLine(".SH FILES\n.TP\n.I ~/.config/chat/credentials.json\nThe session, or where in the key store its token lies; only you can read it.");
        page.AppendLine(".TP\n.I ~/.config/chat/profiles/NAME/credentials.json\nThe session of a profile.");
        page.AppendLine(".TP\n.I ~/.config/chat/config.json\nSettings: how you are told of what is new, and \"secrets\" as \\-\\-secrets of chat login.");
        page.AppendLine(".TP\n.I ~/.config/chat/credentials.lock\nWhat the profile may have in the key store: names only; beside the session of each profile.");
        page.AppendLine(".TP\n.I ~/.local/state/chat/outbox\nWhat waits to be sent.");
        page.AppendLine(".TP\n.I ~/.local/state/chat/drafts\n.TQ\n.I ~/.local/state/chat/muted\n.TQ\n.I ~/.local/state/chat/favourites\nDrafts, rooms that don't notify, rooms that stand first; only you can read them.");
        page.AppendLine(".TP\n.I ~/.cache/chat/rows\nWhat is there to be read without a server. It may be deleted at any time.");
        return page.ToString();
    }

    private static readonly (string Name, string Meaning)[] Variables =
    [
        ("CHAT_SERVER, CHAT_TOKEN", "The server and the session, in place of the kept one."),
        ("CHAT_PROFILE, CHAT_CA_FILE", "As --profile and --ca-file."),
        ("CHAT_PLAIN, ACCESSIBLE", "1: as --plain. CHAT_PLAIN=0: the full screen, whatever else speaks for lines."),
        ("CHAT_THEME, CHAT_COLOURS", "As --theme and --colours."),
        ("NO_COLOR", "No colours."),
        ("HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY", "The way through a proxy."),
        ("DBUS_SESSION_BUS_ADDRESS", "The bus at which the key store is found; by itself the one of who is signed in to the desktop."),
        ("VISUAL, EDITOR", "Your editor for long messages."),
        ("BROWSER", "What opens the page for chat login --web."),
        ("XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME", "Where the files lie."),
    ];

    private static void Append(StringBuilder page, Command verb)
    {
        page.AppendLine(CultureInfo.InvariantCulture, $".SS \"chat {Text(verb.Name)}{string.Concat(verb.Arguments.Select(Usage))}\"");
        page.AppendLine(Text(verb.Description ?? ""));
        foreach (var argument in verb.Arguments) page.AppendLine(CultureInfo.InvariantCulture, $".TP\n.I {Text(argument.Name)}\n{Text(argument.Description ?? "")}");
        foreach (var option in Shown(verb)) Append(page, option);
        var examples = Examples.Of(verb);
        if (examples.Count > 0) page.AppendLine(CultureInfo.InvariantCulture, $".PP\nExamples:\n.PP\n.nf\n{string.Join('\n', examples.Select(Text))}\n.fi");
    }

    private static void Append(StringBuilder page, Option option)
    {
        var names = string.Join(", ", option.Aliases.Append(option.Name).OrderBy(name => name.Length).Select(name => $"\\fB{Text(name)}\\fR"));
        var value = option.ValueType == typeof(bool) ? "" : $" \\fI{Text(option.HelpName ?? "value")}\\fR";
        page.AppendLine(CultureInfo.InvariantCulture, $".TP\n{names}{value}\n{Text(option.Description ?? "")}");
    }

    private static IEnumerable<Option> Shown(Command command) => command.Options.Where(option => !option.Hidden);

    private static string Usage(Argument argument) =>
        argument.Arity.MinimumNumberOfValues == 0 ? $" [{Text(argument.Name)}]" : $" {Text(argument.Name)}{(argument.Arity.MaximumNumberOfValues > 1 ? "..." : "")}";

    // A hyphen would be set as a dash, and a line that begins with a dot or a quote would be read as a request.
    private static string Text(string text)
    {
        var safe = text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);
        return safe.StartsWith('.') || safe.StartsWith('\'') ? "\\&" + safe : safe;
    }
}
