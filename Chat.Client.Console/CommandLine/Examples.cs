using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Chat.Client.Cli;

/// <summary>What each verb looks like in use; shown by its help and in the man page.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, string[]> ByVerb = new()
    {
        ["chat"] = ["chat", "chat --room general", "chat --theme light", "chat --plain --room general"],
        ["login"] = ["chat login https://chat.example --web", "chat login https://chat.example --user ines", "chat login chat.example --user ines --password-stdin < password-file", "chat login chat.example --token --profile bot < token-file", "chat login --secrets key-store"],
        ["logout"] = ["chat logout"],
        ["whoami"] = ["chat whoami", "chat whoami --json"],
        ["profiles"] = ["chat profiles", "chat rooms --profile work"],
        ["status"] = ["chat status", "chat status --json"],
        ["rooms"] = ["chat rooms", "chat rooms --all --json"],
        ["join"] = ["chat join regatta-2027"],
        ["leave"] = ["chat leave regatta-2027"],
        ["create"] = ["chat create kit-and-repairs --topic \"Who broke what\"", "chat create coxes --private"],
        ["members"] = ["chat members general", "chat members general --json"],
        ["send"] =
        [
            "chat send general The launch is back in the water",
            "uptime | chat send '#server-room'",
            "journalctl -fp err -o cat | chat send server-room --lines",
            "chat send --queue 019a7c1e-5b7c-4d7e-9f6a-2f0d9b8f3c11 \"Back at nine\"",
        ],
        ["tail"] = ["chat tail general", "chat tail general tide-gauge --json --cursor ~/.cache/bot.cursor", "chat tail general --since 1200 --no-follow"],
        ["history"] = ["chat history general > general.txt", "chat history general --limit 20", "chat history general --after 1200 --json"],
        ["unread"] = ["chat unread", "chat unread --count"],
        ["read"] = ["chat read general", "chat read --all"],
        ["watch"] = ["chat watch --room general -- notify-send \"Something was said\"", "chat watch --cursor ~/.cache/answers -- ./answer.py"],
    };

    /// <summary>The examples of a command; none: it has none.</summary>
    public static IReadOnlyList<string> Of(Command command) =>
        ByVerb.GetValueOrDefault(command is RootCommand ? "chat" : command.Name) ?? [];

    /// <summary>Lets the help of every command end with its examples.</summary>
    public static void ShowIn(RootCommand root)
    {
        foreach (var option in root.Options)
            if (option is HelpOption { Action: HelpAction help }) option.Action = new HelpWithExamples(help);
    }

    private sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var code = help.Invoke(parseResult);
            var examples = Of(parseResult.CommandResult.Command);
            if (examples.Count == 0) return code;
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples) output.WriteLine("  " + example);
            output.WriteLine();
            return code;
        }
    }
}
