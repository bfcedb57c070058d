using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Chat.Client.Cli;

/// <summary>What surrounds the process: its streams, its environment, its clock. Tests have their own.</summary>
internal sealed record Shell
{
    public required TextWriter Out { get; init; }
    public required TextWriter Error { get; init; }
    public required TextReader In { get; init; }
    public required bool InIsTerminal { get; init; }
    public required bool OutIsTerminal { get; init; }
    public required Func<string, string?> Environment { get; init; }

    /// <summary>Asks for a secret without showing what is typed; none: the person gave up.</summary>
    public required Func<string, string?> AskSecret { get; init; }

    /// <summary>Opens a page in the person's browser, where there is one; answers whether it was asked to.</summary>
    public Func<Uri, bool> OpenPage { get; init; } = _ => false;

    /// <summary>Whether whoever read our output has gone; asked while there is nothing to write.</summary>
    public Func<bool> OutIsClosed { get; init; } = () => false;

    /// <summary>The profile that the command line names.</summary>
    public string? Profile { get; init; }

    /// <summary>The file of trusted authorities that the command line names.</summary>
    public string? CaFile { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The process's own.</summary>
    public static Shell OfProcess() => new()
    {
        Out = Writer(1, Console.OpenStandardOutput),
        Error = Writer(2, Console.OpenStandardError),
        In = Reader(),
        InIsTerminal = !Console.IsInputRedirected,
        OutIsTerminal = !Console.IsOutputRedirected,
        Environment = System.Environment.GetEnvironmentVariable,
        AskSecret = Secret.Ask,
        OpenPage = new PageOpener(System.Environment.GetEnvironmentVariable).Open,
        OutIsClosed = () => ClosedPipe.Is(1),
    };

    /// <summary>An XDG base folder, its default below the home folder.</summary>
    public string Folder(string variable, params string[] underHome)
    {
        // The specification: a path that isn't absolute is to be ignored.
        if (Environment(variable) is { Length: > 0 } given && Path.IsPathRooted(given)) return Path.Combine(given, "chat");
        var home = Environment("HOME") is { Length: > 0 } set ? set : System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);
        return Path.Combine([home, .. underHome, "chat"]);
    }

    public void Complain(string message) => Error.WriteLine("chat: " + Inert.Text(message));

    // The console's own stream of a terminal switches it to a mode of its own, by escape sequences, and echoes itself; lines are the terminal's business.
    private static TextReader Reader()
    {
        if (OperatingSystem.IsWindows()) return Console.In;
        return new StreamReader(
            Console.IsInputRedirected ? Console.OpenStandardInput() : new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0),
            new UTF8Encoding(false));
    }

    // The console's own stream swallows the error of a reader that has gone, and a verb that follows would never end.
    // A file has no such reader, and would be written from its beginning.
    private static StreamWriter Writer(int handle, Func<Stream> console)
    {
        Stream? stream = null;
        if (!OperatingSystem.IsWindows())
        {
            stream = new FileStream(new SafeFileHandle(handle, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (stream.CanSeek) stream = null;
        }

        return new StreamWriter(stream ?? console(), new UTF8Encoding(false)) { AutoFlush = true };
    }
}
