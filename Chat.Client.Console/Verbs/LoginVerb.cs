using System.CommandLine;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>chat login</summary>
/// <param name="shell">What surrounds the process.</param>
/// <param name="server">Where to sign in.</param>
/// <param name="place">Where the token is to be kept, one of <see cref="KeptSession.Places"/>.</param>
/// <param name="json">Whether to print an object.</param>
internal sealed class LoginVerb(Shell shell, Uri server, string place, bool json)
{
    /// <summary>What the list of sessions calls this machine.</summary>
    public static string Device => "chat on " + System.Environment.MachineName;

    public static Command Make(Shell shell)
    {
        var server = new Argument<string?>("server") { Description = "The server's address, as in https://chat.example.", Arity = ArgumentArity.ZeroOrOne };
        var user = new Option<string?>("--user", "-u") { Description = "The user name.", HelpName = "name" };
        var register = new Option<bool>("--register") { Description = "Make the account first." };
        var stdin = new Option<bool>("--password-stdin") { Description = "Take the password from the first line of standard input." };
        var token = new Option<bool>("--token") { Description = "Sign in by a session's token: CHAT_TOKEN, else the first line of standard input." };
        var web = new Option<bool>("--web") { Description = "Sign in by the page, in a browser here or on another device." };
        var secrets = new Option<string?>("--secrets")
        {
            Description = "Where the session's token is kept: auto, file or key-store. By itself in the system's key store if you sign in at a terminal and it is unlocked, else in a file that only you can read.",
            HelpName = "place",
        };
        secrets.AcceptOnlyFromAmong(KeptSession.Places);
        var json = VerbOptions.Json();
        var command = new Command("login", "Sign in, and keep the session on this machine.") { server, web, user, register, stdin, token, secrets, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(web) && (result.GetValue(user) is not null || result.GetValue(register) || result.GetValue(stdin) || result.GetValue(token)))
                result.AddError("--web asks who you are on the page: neither a name, a password nor a token goes with it.");
            if (result.GetValue(token) && (result.GetValue(user) is not null || result.GetValue(register) || result.GetValue(stdin)))
                result.AddError("--token says who you are: neither a name nor a password goes with it.");
        });
        command.SetAction(async (parsed, cancel) =>
        {
            var place = KeptSession.PlaceFor(shell, parsed.GetValue(secrets));
            if (!place.Ok) return shell.Fail(place.Error!);
            if (FindServer(shell, parsed.GetValue(server)) is not { } known) return Exit.Usage;
            var login = new LoginVerb(shell, known, place.Value!, parsed.GetValue(json));
            if (parsed.GetValue(token)) return await login.TakeTokenAsync(cancel);
            if (parsed.GetValue(web)) return await login.SignInByPageAsync(cancel);
            return await login.RunAsync(parsed.GetValue(user), parsed.GetValue(register), parsed.GetValue(stdin), cancel);
        });
        return command;
    }

    private async Task<int> RunAsync(string? user, bool register, bool stdin, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(user))
        {
            user = AskName(register, stdin);
            if (user is { Length: 0 } && !register) return await SignInByPageAsync(cancellationToken);
        }

        if (string.IsNullOrWhiteSpace(user))
        {
            shell.Complain(register ? "Who are you? Add --user NAME." : "Who are you? Add --user NAME, or --web to sign in by the page.");
            return Exit.Usage;
        }

        WarnOfReaders("read your password");
        if (!TryAskPassword(register, stdin, out var password, out var problem))
        {
            shell.Complain(problem);
            return Exit.Usage;
        }

        return await SignInAsync(user.Trim(), password, register, cancellationToken);
    }

    private async Task<int> SignInByPageAsync(CancellationToken cancellationToken)
    {
        WarnOfReaders("take your session");
        var ways = Ways.Find(shell, KeptAuthorities);
        if (!ways.Ok) return shell.Fail(ways.Error!);
        using var http = ways.Value!.HttpFor(server);
        var accounts = new AccountApi(http);
        return await BeginAsync(accounts, await new WebSignIn(shell, server, accounts).RunAsync(cancellationToken), cancellationToken);
    }

    private async Task<int> SignInAsync(string user, string password, bool register, CancellationToken cancellationToken)
    {
        var ways = Ways.Find(shell, KeptAuthorities);
        if (!ways.Ok) return shell.Fail(ways.Error!);
        using var http = ways.Value!.HttpFor(server);
        var accounts = new AccountApi(http);
        var answer = register
            ? await accounts.RegisterAsync(new Register { UserName = user, Password = password }, cancellationToken)
            : await accounts.SignInAsync(
                new SignIn { UserName = user, Password = password, Device = Device }, cancellationToken);
        return await BeginAsync(accounts, answer, cancellationToken);
    }

    /// <summary>Keeps the session that the server gave, if it gave one.</summary>
    private async Task<int> BeginAsync(AccountApi accounts, Outcome<SignedIn> answer, CancellationToken cancellationToken)
    {
        if (!answer.Ok) return shell.Fail(answer.Error!);
        if (answer.Value is not { Token: { } token, Person: { } person } || !Session.IsToken(token))
            return shell.Fail(new Error { Code = ErrorCodes.Invalid, Message = "The server gave no session. Is it newer than this client?", Final = true });
        Outcome<KeptSession.Kept>? kept = null;
        try
        {
            kept = await KeptSession.ReplaceAsync(shell, place, server, token, person, cancellationToken);
        }
        finally
        {
            // Nobody could end the session later, whatever came between.
            if (kept is not { Ok: true }) await accounts.SignOutAsync(token, CancellationToken.None);
        }

        return await FinishAsync(kept, person);
    }

    private async Task<int> FinishAsync(Outcome<KeptSession.Kept> kept, Person person)
    {
        if (!kept.Ok) return shell.Fail(kept.Error!);
        await KeptSession.FinishAsync(shell, place, server, person, kept.Value!, json);
        return Exit.Done;
    }

    private async Task<int> TakeTokenAsync(CancellationToken cancellationToken)
    {
        var token = shell.Environment("CHAT_TOKEN") is { Length: > 0 } given ? given
            : shell.InIsTerminal ? shell.AskSecret("Token: ")
            : await shell.In.ReadLineAsync(cancellationToken);
        if (string.IsNullOrWhiteSpace(token))
        {
            shell.Complain("There is no token: set CHAT_TOKEN, or give it as the first line of standard input.");
            return Exit.Usage;
        }

        token = token.Trim();
        if (!Session.IsToken(token))
        {
            shell.Complain($"That is no session: {Session.NoToken} Give the token alone.");
            return Exit.NotSignedIn;
        }

        var ways = Ways.Find(shell, KeptAuthorities);
        if (!ways.Ok) return shell.Fail(ways.Error!);
        using var http = ways.Value!.HttpFor(server);
        var me = await new AccountApi(http).MeAsync(token, cancellationToken);
        if (!me.Ok) return shell.Fail(me.Error!);
        return await FinishAsync(await KeptSession.ReplaceAsync(shell, place, server, token, me.Value!, cancellationToken), me.Value!);
    }

    /// <summary>The file of authorities that the session before was made with, at the same server.</summary>
    private string? KeptAuthorities => Session.File(shell).Read() is { Value: { } kept } && kept.Server == server ? kept.CaFile : null;

    private static Uri? FindServer(Shell shell, string? address)
    {
        address ??= shell.Environment("CHAT_SERVER");
        if (string.IsNullOrEmpty(address) && Session.File(shell).Read() is { Ok: true, Value: { } kept }) address = kept.Server.ToString();
        if (string.IsNullOrEmpty(address)) shell.Complain("Which server? chat login https://chat.example");
        else if (ServerAddress.TryParse(address, out var server)) return server;
        else shell.Complain($"That is no server's address: {address}. It looks like https://chat.example.");
        return null;
    }

    // With the password from standard input there is nobody to ask.
    private string? AskName(bool register, bool stdin)
    {
        if (stdin || !shell.InIsTerminal) return null;
        shell.Error.Write(register ? "User name: " : "User name (or Enter to sign in with the browser): ");
        return shell.In.ReadLine()?.Trim();
    }

    private void WarnOfReaders(string what)
    {
        if (ServerAddress.IsOpenToOthers(server))
            shell.Complain($"{ServerAddress.Show(server)} is without encryption: whoever is on the way can {what}.");
    }

    private bool TryAskPassword(bool register, bool stdin, out string password, out string problem)
    {
        (password, problem) = ("", "");
        if (stdin)
        {
            password = shell.In.ReadLine() ?? "";
            problem = "Standard input holds no password.";
            return password.Length > 0;
        }

        if (!shell.InIsTerminal)
        {
            problem = "There is no terminal to ask for the password. Use --password-stdin.";
            return false;
        }

        problem = "No password, no session.";
        password = shell.AskSecret("Password: ") ?? "";
        if (password.Length == 0 || !register) return password.Length > 0;
        problem = "The two differ. Run it again.";
        return shell.AskSecret("Password again: ") == password;
    }
}
