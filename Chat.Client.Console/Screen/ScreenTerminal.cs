using System.Diagnostics;
using System.Runtime.InteropServices;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;

namespace Chat.Client.Cli;

/// <summary>
/// The terminal while the screen has it, and the signals that take it away: whatever comes, it is left as it was found.
/// The screen may be left and come back, for an editor or a shell's job control.
/// </summary>
internal sealed class ScreenTerminal(TimeProvider time) : IDisposable
{
    private static readonly PosixSignal[] Ends = OperatingSystem.IsWindows()
        ? [PosixSignal.SIGINT, PosixSignal.SIGTERM]
        : [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    // Main screen, no mouse reports, no bracketed paste, default keyboard, cursor shown, default colours.
    private const string Restore = "\e[?1003l\e[?1002l\e[?1000l\e[?1006l\e[?1015l\e[?2004l\e[<u\e[?1049l\e[?25h\e[0m";

    // A machine that is busy takes seconds to leave the screen in order.
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(10);

    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly Rest _rest = new(time, Leftovers.OfProcess(time));
    private readonly CancellationTokenSource _over = new();
    private volatile IApplication? _app;

    /// <summary>Whether the ground is light, once the terminal has said so: for the next time that the screen is shown.</summary>
    private bool? _light;

    private volatile bool _ended;

    /// <summary>It was told to end: there is no coming back.</summary>
    public bool HasEnded => _ended;

    /// <summary>Shows the screen until it is left.</summary>
    public void Show(ScreenController controller, TerminalLook look, ScreenOptions options)
    {
        var app = Application.Create(new SteadyTime(time));
        void RestoreAtCrash(object sender, UnhandledExceptionEventArgs e) => GiveBack(app);
        AppDomain.CurrentDomain.UnhandledException += RestoreAtCrash;
        try
        {
            // Asked of the system: questions to the terminal twice a second are answered late or never over a slow line, and the answers are then read as keys.
            Driver.SizeDetection = SizeDetectionMode.Polling;
            var colours = look.ColoursOf(options.Colours);
            _rest.IsOff = !WaitingInput.TryGive(app, _rest.Stir, indexed: colours == Colours.Indexed);
            app.Init();
            var driver = app.Driver!;
            driver.Force16Colors = colours is Colours.None or Colours.Sixteen;
            var theme = new Theme(colours, _light ?? look.IsLight(options.Theme, driver));
            driver.DefaultAttributeChanged += (_, _) =>
            {
                _light = look.IsLight(options.Theme, driver);
                theme = new Theme(colours, _light.Value);
                controller.Redraw();
            };
            using var window = new ChatWindow(controller, () => theme);
            window.Begin(app, _rest);
            _rest.Stir();
            _app = app;
            if (!_ended) app.Run(window);
        }
        finally
        {
            _app = null;
            AppDomain.CurrentDomain.UnhandledException -= RestoreAtCrash;
            app.Dispose();
        }
    }

    /// <summary>Takes the screen away, soon. From any thread.</summary>
    public void Leave()
    {
        if (_app is { } app) app.Invoke(() => app.RequestStop());
    }

    /// <summary>As <see cref="Leave"/>, for good.</summary>
    public void End()
    {
        _ended = true;
        Leave();
    }

    /// <summary>The screen was left for good: what is still to be kept takes its own time.</summary>
    public void LeftForGood() => _over.Cancel();

    /// <summary>Has the screen look at whatever becomes known from now on.</summary>
    public void Follow(ChatConnection chat, ScreenController controller)
    {
        controller.Wakes = _rest.Wake;
        _ = WakeAsync(chat, _over.Token);
    }

    /// <summary>Writes to the terminal between two drawings. Only in the screen's thread.</summary>
    public void Write(string text) => _app?.Driver?.WriteRaw(text);

    /// <summary>Answers the signals of a terminal and a shell from now on.</summary>
    public void WatchSignals(ScreenController controller)
    {
        foreach (var signal in Ends) On(signal, context => EndBy(signal, context));
        if (OperatingSystem.IsWindows()) return;
        On(PosixSignal.SIGWINCH, _ => _rest.Stir());
        On(PosixSignal.SIGTSTP, context =>
        {
            // Without the screen the terminal belongs to somebody else already.
            context.Cancel = _app is not null;
            if (context.Cancel) controller.Later(controller.Suspend);
        });
        On(PosixSignal.SIGCONT, context =>
        {
            context.Cancel = true;

            // Stopped from outside: whoever had the terminal meanwhile may have left it in any state.
            if (!JobControl.GoesOn() && _app is not null) controller.Later(() => controller.Outside(() => { }));
        });
    }

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
        LeftForGood();
        _over.Dispose();
    }

    private async Task WakeAsync(ChatConnection chat, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var _ in chat.ReadStatesAsync(cancellationToken))
            {
                _rest.Wake();

                // In a busy room nobody looks more often, and each look costs.
                await Task.Delay(ScreenController.BetweenDrawings, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
    }

    private void On(PosixSignal signal, Action<PosixSignalContext> answer) => _signals.Add(PosixSignalRegistration.Create(signal, answer));

    private void EndBy(PosixSignal signal, PosixSignalContext context)
    {
        context.Cancel = true;

        // While an editor has the terminal, these keys are the editor's.
        if (_app is null && signal is PosixSignal.SIGINT or PosixSignal.SIGQUIT) return;

        // A terminal that has gone takes the loop that would stop with it. What waits to be sent is on disk.
        _ = EndAnywayAsync();
        End();
    }

    private async Task EndAnywayAsync()
    {
        await Task.Delay(LongestEnd, time);

        // The screen was left meanwhile, and what is behind it ends in its own time.
        if (_over.IsCancellationRequested) return;
        if (_app is { } app) await Task.WhenAny(Task.Run(() => GiveBack(app)), Task.Delay(TimeSpan.FromSeconds(1), time));
        // Not Environment.Exit: it would wait for the loop as well.
        Process.GetCurrentProcess().Kill();
    }

    // The process ends right after this: whatever part of it fails, the others still help.
    private static void GiveBack(IApplication app)
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
