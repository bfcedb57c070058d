using System.CommandLine;

namespace Chat.Client.Cli;

/// <summary>chat logout</summary>
internal static class LogoutVerb
{
    public static Command Make(Shell shell)
    {
        var command = new Command("logout", "End the session, here and at the server.");
        command.SetAction((_, cancel) => RunAsync(shell, cancel));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, CancellationToken cancellationToken)
    {
        var read = Session.File(shell).Read();
        if (!read.Ok) return shell.Fail(read.Error!);
        if (read.Value is not { } kept)
        {
            shell.Complain("You are not signed in.");
            return Exit.NotSignedIn;
        }

        using var http = Session.HttpFor(kept.Server);
        var ended = await new AccountApi(http).SignOutAsync(kept.Token, cancellationToken);
        var code = ended.Ok ? Exit.Done : Exit.Of(ended.Error!);
        if (code == Exit.Unreachable)
        {
            // Without the token, nobody could end the session any more.
            shell.Complain($"{ended.Error!.Message} You are still signed in; run it again when the server is back, or delete {Session.File(shell).Path}.");
            return code;
        }

        Session.File(shell).Delete();
        shell.Out.WriteLine($"Signed out at {ServerAddress.Show(kept.Server)}.");
        return Exit.Done;
    }
}

/// <summary>chat whoami</summary>
internal static class WhoAmIVerb
{
    public static Command Make(Shell shell)
    {
        var command = new Command("whoami", "Say who is signed in, and where.");
        command.SetAction((_, cancel) => RunAsync(shell, cancel));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, CancellationToken cancellationToken)
    {
        var found = Session.Find(shell);
        if (!found.Ok) return shell.Fail(found.Error!);
        using var http = found.Value!.Http();
        var me = await new AccountApi(http).MeAsync(found.Value.Token, cancellationToken);
        if (!me.Ok) return shell.Fail(me.Error!);
        shell.Out.WriteLine($"{Inert.Line(me.Value!.Name)} at {ServerAddress.Show(found.Value.Server)}");
        return Exit.Done;
    }
}
