using System.CommandLine;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>chat login</summary>
internal static class LoginVerb
{
    public static Command Make(Shell shell)
    {
        var server = new Argument<string?>("server") { Description = "The server's address, as in https://chat.example.", Arity = ArgumentArity.ZeroOrOne };
        var user = new Option<string?>("--user", "-u") { Description = "The user name.", HelpName = "name" };
        var register = new Option<bool>("--register") { Description = "Make the account first." };
        var stdin = new Option<bool>("--password-stdin") { Description = "Take the password from the first line of standard input." };
        var command = new Command("login", "Sign in, and keep the session on this machine.") { server, user, register, stdin };
        command.SetAction((parsed, cancel) => RunAsync(
            shell, parsed.GetValue(server), parsed.GetValue(user), parsed.GetValue(register), parsed.GetValue(stdin), cancel));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, string? address, string? user, bool register, bool stdin, CancellationToken cancellationToken)
    {
        address ??= shell.Environment("CHAT_SERVER");
        if (string.IsNullOrEmpty(address) && Session.File(shell).Read() is { Ok: true, Value: { } kept }) address = kept.Server.ToString();
        if (string.IsNullOrEmpty(address))
        {
            shell.Complain("Which server? chat login https://chat.example");
            return Exit.Usage;
        }

        if (!ServerAddress.TryParse(address, out var server))
        {
            shell.Complain($"That is no server's address: {address}. It looks like https://chat.example.");
            return Exit.Usage;
        }

        if (string.IsNullOrWhiteSpace(user)) user = AskName(shell, stdin);
        if (string.IsNullOrWhiteSpace(user))
        {
            shell.Complain("Who are you? Add --user NAME.");
            return Exit.Usage;
        }

        if (ServerAddress.IsOpenToOthers(server))
            shell.Complain($"{ServerAddress.Show(server)} is without encryption: whoever is on the way can read your password.");
        if (!TryAskPassword(shell, register, stdin, out var password, out var problem))
        {
            shell.Complain(problem);
            return Exit.Usage;
        }

        return await SignInAsync(shell, server, user.Trim(), password, register, cancellationToken);
    }

    private static async Task<int> SignInAsync(Shell shell, Uri server, string user, string password, bool register, CancellationToken cancellationToken)
    {
        using var http = Session.HttpFor(server);
        var accounts = new AccountApi(http);
        var answer = register
            ? await accounts.RegisterAsync(new Register { UserName = user, Password = password }, cancellationToken)
            : await accounts.SignInAsync(
                new SignIn { UserName = user, Password = password, Device = "chat on " + System.Environment.MachineName }, cancellationToken);
        if (!answer.Ok) return shell.Fail(answer.Error!);
        if (answer.Value is not { Token: { } token, Person: { } person })
            return shell.Fail(new Error { Code = ErrorCodes.Invalid, Message = "The server gave no session. Is it newer than this client?", Final = true });
        Session.File(shell).Write(new Credentials(server, token, person.Id, person.Name));
        shell.Out.WriteLine($"Signed in as {Inert.Line(person.Name)} at {ServerAddress.Show(server)}.");
        return Exit.Done;
    }

    // With the password from standard input there is nobody to ask.
    private static string? AskName(Shell shell, bool stdin)
    {
        if (stdin || !shell.InIsTerminal) return null;
        shell.Error.Write("User name: ");
        return shell.In.ReadLine();
    }

    private static bool TryAskPassword(Shell shell, bool register, bool stdin, out string password, out string problem)
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
