namespace Chat.Client.Cli;

/// <summary>What was asked for on the command line of the full screen.</summary>
internal sealed record ScreenOptions(string? Room, string? Theme, string? Colours, bool Ascii);

/// <summary>Runs the full screen, and leaves the terminal as it was found, whatever ends it.</summary>
internal static class FullScreen
{
    public static async Task<int> RunAsync(Shell shell, Session session, ScreenOptions options, CancellationToken cancellationToken)
    {
        using var http = session.Http();
        await using var chat = new ChatConnection(session.Options(shell, keep: true, rows: true));
        await chat.StartAsync(cancellationToken);
        var crash = Show(shell, chat, new AccountApi(http), options, cancellationToken);
        if (crash is null) return Exit.Done;
        await shell.Error.WriteLineAsync($"chat: an unexpected error ended it{(chat.KeepsOutbox ? "; what waits to be sent is kept" : "")}.\n{crash}");
        return Exit.Crashed;
    }

    private static Exception? Show(Shell shell, ChatConnection chat, AccountApi accounts, ScreenOptions options, CancellationToken cancellationToken)
    {
        var look = new TerminalLook(shell.Environment);
        using var terminal = new ScreenTerminal(shell.Time);
        var controller = new ScreenController(chat, accounts, shell, look.SignsFor(options.Ascii), options.Room, terminal.Leave);
        try
        {
            var (settings, problem) = ClientSettings.Read(shell);
            var notifier = new Notifier(settings.Notifications, shell.Environment, terminal.Write);
            controller.Tells = notifier.Tell;
            if (problem is not null) controller.Say($"{problem} It is left out.");
            terminal.WatchSignals(controller);
            terminal.Follow(chat, controller);
            using var cancelled = cancellationToken.Register(terminal.End);
            do terminal.Show(controller, look, options);
            while (!terminal.HasEnded && controller.GoOutside());
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
        finally
        {
            terminal.LeftForGood();
            controller.SaveDrafts();
        }
    }
}
