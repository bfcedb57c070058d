using System.CommandLine;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>chat logout</summary>
internal static class LogoutVerb
{
    public static Command Make(Shell shell)
    {
        var json = VerbOptions.Json();
        var command = new Command("logout", "End the session, here and at the server; nothing that was read or begun stays on this machine.") { json };
        command.SetAction((parsed, cancel) => RunAsync(shell, parsed.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, bool json, CancellationToken cancellationToken)
    {
        var (file, store) = (Session.File(shell), new KeyStore(shell));
        if (!file.IsThere && !SessionChange.MayBeNeeded(file)) return NotSignedIn(shell);
        var begun = await BeginAsync(shell, cancellationToken);
        if (!begun.Ok) return shell.Fail(begun.Error!);
        using var change = begun.Value!;
        var read = file.Read();
        if (!read.Ok) return shell.Fail(read.Error!);
        if (read.Value is not { } kept)
        {
            if (!change.HasBefore) return NotSignedIn(shell);
            if (!await change.RemoveBeforeAsync(store, cancellationToken)) return Exit.Local;
            shell.Out.WriteLine(json ? Json(shell, null) : "What was left in the key store is removed.");
            return Exit.Done;
        }

        var token = await store.TokenOfAsync(kept, wayOut: false, cancellationToken);
        if (token.Error is { Code: ErrorCodes.SignedOut })
        {
            // Nothing here can end it any more, and what is left of it is of no use.
            var wayOut = $"{(Forget(shell, file, kept) ? "It is forgotten here; you" : "You")} can end it at {ServerAddress.Show(kept.Server)}, in the list of your sessions.";
            await change.RemoveBeforeAsync(store, cancellationToken);
            shell.Complain($"{(kept.Entry is null ? $"{file.Path} holds no session's token." : "The key store no longer holds the session.")} {wayOut}");
            return Exit.NotSignedIn;
        }

        if (!token.Ok)
        {
            shell.Complain($"{token.Error!.Message} You are still signed in. If it is out of reach for good, delete {file.Path} and {file.NotePath}, and end the session at {ServerAddress.Show(kept.Server)}, in the list of your sessions.");
            return Exit.Of(token.Error);
        }

        var ways = Ways.Find(shell, kept.CaFile);
        if (!ways.Ok) return shell.Fail(ways.Error!);
        using var http = ways.Value!.HttpFor(kept.Server);
        var ended = await new AccountApi(http).SignOutAsync(token.Value!, cancellationToken);
        var code = ended.Ok ? Exit.Done : Exit.Of(ended.Error!);
        if (code == Exit.Unreachable)
        {
            // Without the token, nobody could end the session any more.
            shell.Complain($"{ended.Error!.Message} You are still signed in; run it again when the server is back, or delete {file.Path}.");
            return code;
        }

        // First the session: nobody begins anything new with it while the rest goes.
        var isForgotten = Forget(shell, file, kept);
        shell.Out.WriteLine(json ? Json(shell, kept) : $"Signed out at {ServerAddress.Show(kept.Server)}.");

        // What earlier sessions left in the key store is told of, and is no failure to end this one.
        await change.RemoveBeforeAsync(store, cancellationToken);
        return isForgotten && (kept.Entry is null || !change.Knows(kept.Entry)) ? Exit.Done : Exit.Local;
    }

    private static async Task<Outcome<SessionChange>> BeginAsync(Shell shell, CancellationToken cancellationToken)
    {
        try
        {
            return await SessionChange.BeginAsync(shell, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing needs to be written down to end a session, which counts more than to be alone in it.
            return SessionChange.WithoutFile(shell);
        }
    }

    /// <summary>Removes the session's file, and what was read with it, before anything that may have to be waited for; tells what stays.</summary>
    private static bool Forget(Shell shell, CredentialFile file, Credentials kept)
    {
        var isGone = true;
        try
        {
            file.Delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            shell.Complain($"{file.Path} could not be removed: {e.Message} Delete it yourself.");
            isGone = false;
        }

        return KeptHere.Remove(shell, kept, isOver: true) && isGone;
    }

    private static string Json(Shell shell, Credentials? ended) => JsonLine.Write(writer =>
    {
        writer.WriteString("profile", Profiles.Chosen(shell));
        if (ended is null) return;
        writer.WriteString("server", ServerAddress.Show(ended.Server));
        writer.WriteString("person", ended.PersonId);
        writer.WriteString("name", ended.PersonName);
    });

    private static int NotSignedIn(Shell shell)
    {
        shell.Complain(Session.NotSignedInAs(Profiles.Chosen(shell)));
        return Exit.NotSignedIn;
    }
}

/// <summary>chat whoami</summary>
internal static class WhoAmIVerb
{
    public static Command Make(Shell shell)
    {
        var json = VerbOptions.Json();
        var command = new Command("whoami", "Say who is signed in, and where.") { json };
        command.SetAction((parsed, cancel) => RunAsync(shell, parsed.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, bool json, CancellationToken cancellationToken)
    {
        var found = await Session.FindAsync(shell, cancellationToken);
        if (!found.Ok) return shell.Fail(found.Error!);
        using var http = found.Value!.Http();
        var me = await new AccountApi(http).MeAsync(found.Value.Token, cancellationToken);
        if (!me.Ok) return shell.Fail(me.Error!);
        var (person, server) = (me.Value!, ServerAddress.Show(found.Value.Server));
        shell.Out.WriteLine(json
            ? JsonLine.Write(writer =>
            {
                writer.WriteString("person", person.Id);
                writer.WriteString("name", person.Name);
                writer.WriteString("server", server);
            })
            : $"{Inert.Line(person.Name)} at {server}");
        return Exit.Done;
    }
}
