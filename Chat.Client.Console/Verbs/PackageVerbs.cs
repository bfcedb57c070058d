using System.CommandLine;

namespace Chat.Client.Cli;

/// <summary>chat completions</summary>
internal static class CompletionsVerb
{
    public static Command Make(Shell shell, Func<RootCommand> root)
    {
        var name = new Argument<string>("shell") { Description = "bash, zsh or fish." };
        name.AcceptOnlyFromAmong(Completions.Shells);
        var command = new Command("completions", "Print the completions for a shell.") { name };
        command.SetAction(parsed =>
        {
            shell.Out.Write(Completions.For(parsed.GetRequiredValue(name), root()));
            return Exit.Done;
        });
        return command;
    }
}

/// <summary>chat man: for whoever packs a release.</summary>
internal static class ManVerb
{
    public static Command Make(Shell shell, Func<RootCommand> root)
    {
        var command = new Command("man", "Print the man page.") { Hidden = true };
        command.SetAction(_ =>
        {
            shell.Out.Write(ManPage.Of(root(), typeof(ManVerb).Assembly.GetName().Version!.ToString(3)));
            return Exit.Done;
        });
        return command;
    }
}
