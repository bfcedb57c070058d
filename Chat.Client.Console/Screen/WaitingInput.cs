using System.Collections.Concurrent;
using System.IO.Pipes;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;

namespace Chat.Client.Cli;

/// <summary>
/// What the terminal says, waited for by poll(2): the library's own input looks for it fifty times a second, all the time that
/// nothing is typed.
/// </summary>
internal sealed class WaitingInput(Action arrived) : AnsiInput, IInput<char>
{
    private const short Readable = 1;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private ConcurrentQueue<char>? _queue;

    /// <summary>Has an application take its input from here, before it is begun.</summary>
    /// <param name="app">The application.</param>
    /// <param name="arrived">Called when there is something in its queue. From any thread.</param>
    /// <param name="indexed">Whether what it writes has 256 colours; its output then takes the terminal at once.</param>
    /// <returns>Whether it does; not on Windows, which has no poll.</returns>
    public static bool TryGive(IApplication app, Action arrived, bool indexed = false)
    {
        if (OperatingSystem.IsWindows()) return false;
        FactoryOf(app) = new Factory(arrived, indexed);
        return true;
    }

    void IInput<char>.Initialize(ConcurrentQueue<char> inputQueue)
    {
        _queue = inputQueue;
        Initialize(inputQueue);
    }

    void IInput<char>.Run(CancellationToken runCancellationToken)
    {
        if (!IsAttachedToTerminal)
        {
            Run(runCancellationToken);
            return;
        }

        // A thread of its own, waited for as a task: the thread pool doesn't know that one of its own hangs in the system.
        var ended = new TaskCompletionSource();
        new Thread(() =>
        {
            try
            {
                Follow(runCancellationToken);
                ended.SetResult();
            }
            catch (Exception e)
            {
                ended.SetException(e);
            }
        })
        { IsBackground = true, Name = "Terminal" }.Start();
        ended.Task.Wait(CancellationToken.None);
    }

    private void Follow(CancellationToken end)
    {
        using var bell = new AnonymousPipeServerStream(PipeDirection.Out);
        using var ring = end.Register(() => bell.WriteByte(0));
        PollFile[] files =
        [
            new() { File = 0, Wanted = Readable },
            new() { File = (int)bell.ClientSafePipeHandle.DangerousGetHandle(), Wanted = Readable },
        ];
        while (!end.IsCancellationRequested)
        {
            // Without an end; a signal ends it early, with nothing.
            if (Poll(files, (nuint)files.Length, -1) <= 0 || files[0].Found == 0) continue;
            if (TakeAll()) arrived();
            // The terminal has gone, or is somebody else's: that doesn't end by being asked at once.
            else end.WaitHandle.WaitOne(Pause);
        }
    }

    private bool TakeAll()
    {
        var any = false;
        foreach (var typed in Read())
        {
            any = true;
            _queue!.Enqueue(typed);
        }

        return any;
    }

    // The library has a register of drivers in which another could be entered, and then never looks at what that makes.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_componentFactory")]
    private static extern ref IComponentFactory? FactoryOf([UnsafeAccessorType("Terminal.Gui.App.ApplicationImpl, Terminal.Gui")] object app);

    [DllImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Poll([In, Out] PollFile[] files, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollFile
    {
        public int File;
        public short Wanted, Found;
    }

    private sealed class Factory(Action arrived, bool indexed) : AnsiComponentFactory(output: indexed ? new IndexedOutput() : null)
    {
        public override IInput<char> CreateInput() => new WaitingInput(arrived);
    }
}
