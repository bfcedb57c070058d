using System.CommandLine;
using System.CommandLine.Invocation;

namespace Chat.Client.Cli;

/// <summary>The command line: a line per verb.</summary>
internal static class ChatCommand
{
    private const int BrokenPipe = 32;
    private const string ProfileName = "--profile";
    private const string CaFileName = "--ca-file";

    // A word that begins with @ is one that somebody says, and no file with more words.
    private static readonly ParserConfiguration Words = new() { ResponseFileTokenReplacer = null };

    public static RootCommand Make(Shell shell)
    {
        var room = new Option<string?>("--room") { Description = "Begin in this room.", HelpName = "room" };
        var theme = new Option<string?>("--theme") { Description = "The terminal's ground: dark or light. By itself it is asked for.", HelpName = "theme" };
        var colours = new Option<string?>("--colours", "--colors") { Description = "true, 256, 16 or none. By itself it is found out.", HelpName = "colours" };
        var ascii = new Option<bool>("--ascii") { Description = "Draw with ASCII signs only." };
        var plain = new Option<bool>("--plain") { Description = "A line per event, nothing redrawn: for screen readers, dumb terminals and pipes." };
        theme.AcceptOnlyFromAmong("dark", "light");
        colours.AcceptOnlyFromAmong("true", "256", "16", "none");
        var root = new RootCommand("The terminal client of ChatService. Without a verb: the full screen.")
        {
            LoginVerb.Make(shell),
            LogoutVerb.Make(shell),
            WhoAmIVerb.Make(shell),
            ProfilesVerb.Make(shell),
            StatusVerb.Make(shell),
            RoomsVerb.Make(shell),
            JoinVerb.Make(shell),
            LeaveVerb.Make(shell),
            CreateVerb.Make(shell),
            MembersVerb.Make(shell),
            SendVerb.Make(shell),
            TailVerb.Make(shell),
            HistoryVerb.Make(shell),
            UnreadVerb.Make(shell),
            ReadVerb.Make(shell),
            WatchVerb.Make(shell),
            CompletionsVerb.Make(shell, () => Make(shell)),
            ManVerb.Make(shell, () => Make(shell)),
            room,
            theme,
            colours,
            ascii,
            plain,
            Profile(),
            CaFile(),
        };
        root.SetAction((parsed, cancel) => ShowAsync(
            shell,
            new ScreenOptions(
                parsed.GetValue(room),
                parsed.GetValue(theme) ?? shell.Environment("CHAT_THEME"),
                parsed.GetValue(colours) ?? shell.Environment("CHAT_COLOURS"),
                parsed.GetValue(ascii)),
            parsed.GetValue(plain),
            cancel));
        Examples.ShowIn(root);
        return root;
    }

    /// <summary>Runs a command line; answers the exit code.</summary>
    public static async Task<int> RunAsync(Shell shell, IReadOnlyList<string> arguments, CancellationToken cancellationToken = default)
    {
        var parsed = Make(shell).Parse(arguments, Words);
        if (parsed.Action is not ParseErrorAction && (parsed.GetValue<string?>(ProfileName), parsed.GetValue<string?>(CaFileName)) is var (profile, caFile) && (profile ?? caFile) is not null)
        {
            shell = shell with { Profile = profile, CaFile = caFile };
            parsed = Make(shell).Parse(arguments, Words);
        }

        if (!Profiles.IsName(Profiles.Chosen(shell)))
        {
            shell.Complain($"{Profiles.Chosen(shell)} is no profile's name: it begins with a letter or a digit and has letters, digits, '-', '_' and '.', at most 64.");
            return Exit.Usage;
        }

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
            return Exit.Local;
        }
        catch (Exception e)
        {
            shell.Complain($"Something unexpected ended it: {Inert.Line(e.Message)} ({e.GetType().Name})");
            return Exit.Crashed;
        }
    }

    private static Option<string?> Profile() => new(ProfileName) { Description = "The profile: a server and an account of its own (CHAT_PROFILE).", HelpName = "name", Recursive = true };

    private static Option<string?> CaFile() => new(CaFileName) { Description = "Trust the authorities in this PEM file as well (CHAT_CA_FILE).", HelpName = "file", Recursive = true };

    private static async Task<int> ShowAsync(Shell shell, ScreenOptions options, bool plain, CancellationToken cancellationToken)
    {
        var lines = PlainWish.IsThere(shell, plain);
        if (!lines && (!shell.InIsTerminal || !shell.OutIsTerminal || shell.Environment("TERM") is "dumb"))
        {
            shell.Complain("The full screen needs a terminal that can be drawn on; `chat --plain` does without. In scripts use `chat send`, `chat tail` and `chat rooms`; `chat --help` shows all.");
            return Exit.Usage;
        }

        var session = await Session.FindAsync(shell, cancellationToken);
        if (!session.Ok) return shell.Fail(session.Error!);
        if (lines) return await PlainMode.RunAsync(shell, session.Value!, options.Room, cancellationToken);
        return await FullScreen.RunAsync(shell, session.Value!, options, cancellationToken);
    }
}
