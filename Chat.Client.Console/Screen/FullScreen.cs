using System.Diagnostics;
using System.Runtime.InteropServices;
using Terminal.Gui.App;

namespace Chat.Client.Cli;

/// <summary>What was asked for on the command line of the full screen.</summary>
internal sealed record ScreenOptions(string? Room, string? Theme, string? Colours, bool Ascii);

/// <summary>Runs the full screen, and leaves the terminal as it was found, whatever ends it.</summary>
internal static class FullScreen
{
    private static readonly PosixSignal[] Ends = OperatingSystem.IsWindows()
        ? [PosixSignal.SIGINT, PosixSignal.SIGTERM]
        : [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    // Main screen, no mouse reports, no bracketed paste, default keyboard, cursor shown, default colours.
    private const string Restore = "\e[?1003l\e[?1002l\e[?1000l\e[?1006l\e[?1015l\e[?2004l\e[<u\e[?1049l\e[?25h\e[0m";

    public static async Task<int> RunAsync(Shell shell, Session session, ScreenOptions options, CancellationToken cancellationToken)
    {
        using var http = session.Http();
        await using var chat = new ChatConnection(session.Options(shell, keep: true));
        await chat.StartAsync(cancellationToken);
        var crash = Show(shell, chat, new AccountApi(http), options, cancellationToken);
        if (crash is null) return Exit.Done;
        await shell.Error.WriteLineAsync($"chat: an unexpected error ended it; what waits to be sent is kept.\n{crash}");
        return Exit.Crashed;
    }

    private static Exception? Show(Shell shell, ChatConnection chat, AccountApi accounts, ScreenOptions options, CancellationToken cancellationToken)
    {
        var look = new TerminalLook(shell.Environment);
        var app = Application.Create();
        var signals = new List<PosixSignalRegistration>();
        void RestoreAtCrash(object sender, UnhandledExceptionEventArgs e) => Leave(app);
        try
        {
            AppDomain.CurrentDomain.UnhandledException += RestoreAtCrash;
            app.Init();
            var driver = app.Driver!;
            var colours = look.ColoursOf(options.Colours);
            driver.Force16Colors = colours != Colours.True;
            var theme = new Theme(colours, look.IsLight(options.Theme, driver));
            driver.DefaultAttributeChanged += (_, _) => theme = new Theme(colours, look.IsLight(options.Theme, driver));

            void Stop() => app.Invoke(() => app.RequestStop());
            foreach (var signal in Ends)
                signals.Add(PosixSignalRegistration.Create(signal, context =>
                {
                    context.Cancel = true;
                    // A terminal that has gone takes the loop that would stop with it. What waits to be sent is on disk.
                    _ = EndAnywayAsync(app, shell.Time);
                    Stop();
                }));
            using var cancelled = cancellationToken.Register(Stop);
            var controller = new ScreenController(chat, accounts, shell.Time, look.SignsFor(options.Ascii), options.Room, Stop);
            if (chat.OutboxNotice is { } notice) controller.Say(notice);
            using var window = new ChatWindow(controller, () => theme);
            window.Begin(app);
            app.Run(window);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
        finally
        {
            foreach (var signal in signals) signal.Dispose();
            AppDomain.CurrentDomain.UnhandledException -= RestoreAtCrash;
            app.Dispose();
        }
    }

    private static async Task EndAnywayAsync(IApplication app, TimeProvider time)
    {
        await Task.Delay(TimeSpan.FromSeconds(2), time);
        await Task.WhenAny(Task.Run(() => Leave(app)), Task.Delay(TimeSpan.FromSeconds(1), time));
        // Not Environment.Exit: it would wait for the loop as well.
        Process.GetCurrentProcess().Kill();
    }

    // The process ends right after this: whatever part of it fails, the others still help.
    private static void Leave(IApplication app)
    {
        try
        {
            app.Dispose();
        }
        catch (Exception)
        {
            // Below is all that can be done then.
        }

        Console.Out.Write(Restore);
    }
}
