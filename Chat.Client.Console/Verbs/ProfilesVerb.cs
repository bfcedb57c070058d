using System.CommandLine;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>chat profiles</summary>
internal static class ProfilesVerb
{
    public static Command Make(Shell shell)
    {
        var json = VerbOptions.Json();
        var command = new Command("profiles", "List the profiles that are signed in: each is a server and an account.") { json };
        command.SetAction(parsed => Run(shell, parsed.GetValue(json)));
        return command;
    }

    private static int Run(Shell shell, bool json)
    {
        var code = Exit.Done;
        foreach (var name in Profiles.Names(shell))
        {
            var read = Profiles.FileOf(shell, name).Read();
            var chosen = name == Profiles.Chosen(shell);
            if (json) shell.Out.WriteLine(Json(name, chosen, read));
            else if (read.Value is { } kept)
                shell.Out.WriteLine($"{(chosen ? '*' : ' ')} {name}\t{Inert.Line(kept.PersonName)} at {ServerAddress.Show(kept.Server)}");
            if (!read.Ok) code = shell.Fail(read.Error!);
        }

        return code;
    }

    private static string Json(string name, bool chosen, Outcome<Credentials?> read) => JsonLine.Write(writer =>
    {
        writer.WriteString("profile", name);
        writer.WriteBoolean("chosen", chosen);
        if (read.Value is { } kept)
        {
            writer.WriteString("server", ServerAddress.Show(kept.Server));
            writer.WriteString("person", kept.PersonId);
            writer.WriteString("name", kept.PersonName);
        }
        else writer.WriteString("problem", read.Error!.Message);
    });
}
