using System.CommandLine;
using System.CommandLine.Invocation;

namespace Chat.Client.Cli;

/// <summary>The command line: a line per verb.</summary>
internal static class ChatCommand
{
    private const int BrokenPipe = 32;

    public static RootCommand Make(Shell shell)
    {
        var room = new Option<string?>("--room") { Description = "Begin in this room.", HelpName = "room" };
        var theme = new Option<string?>("--theme") { Description = "The terminal's ground: dark or light. By itself it is asked for.", HelpName = "theme" };
        var colours = new Option<string?>("--colours", "--colors") { Description = "true, 16 or none. By itself it is found out.", HelpName = "colours" };
        var ascii = new Option<bool>("--ascii") { Description = "Draw with ASCII signs only." };
        theme.AcceptOnlyFromAmong("dark", "light");
        colours.AcceptOnlyFromAmong("true", "16", "none");
        var root = new RootCommand("The terminal client of ChatService. Without a verb: the full screen.")
        {
            LoginVerb.Make(shell),
            LogoutVerb.Make(shell),
            WhoAmIVerb.Make(shell),
            RoomsVerb.Make(shell),
            JoinVerb.Make(shell),
            CreateVerb.Make(shell),
            SendVerb.Make(shell),
            TailVerb.Make(shell),
            room,
            theme,
            colours,
            ascii,
        };
        root.SetAction((parsed, cancel) => ShowAsync(
            shell,
            new ScreenOptions(
                parsed.GetValue(room),
                parsed.GetValue(theme) ?? shell.Environment("CHAT_THEME"),
                parsed.GetValue(colours) ?? shell.Environment("CHAT_COLOURS"),
                parsed.GetValue(ascii)),
            cancel));
        return root;
    }

    /// <summary>Runs a command line; answers the exit code.</summary>
    public static async Task<int> RunAsync(Shell shell, IReadOnlyList<string> arguments, CancellationToken cancellationToken = default)
    {
        var parsed = Make(shell).Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var error in parsed.Errors) shell.Complain(error.Message);
            await shell.Error.WriteLineAsync("Try: chat --help");
            return Exit.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { Output = shell.Out, Error = shell.Error, EnableDefaultExceptionHandler = false }, cancellationToken);
        }
        catch (IOException e) when (e.HResult == BrokenPipe)
        {
            // Whoever read our output has had enough, as `head` does.
            return Exit.Done;
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            shell.Complain(e.Message);
            return Exit.Crashed;
        }
    }

    private static async Task<int> ShowAsync(Shell shell, ScreenOptions options, CancellationToken cancellationToken)
    {
        if (!shell.InIsTerminal || !shell.OutIsTerminal || shell.Environment("TERM") is "dumb")
        {
            shell.Complain("The full screen needs a terminal that can be drawn on. In scripts use `chat send`, `chat tail` and `chat rooms`; `chat --help` shows all.");
            return Exit.Usage;
        }

        var session = Session.Find(shell);
        if (!session.Ok) return shell.Fail(session.Error!);
        return await FullScreen.RunAsync(shell, session.Value!, options, cancellationToken);
    }
}
