using System.ComponentModel;
using System.Diagnostics;

namespace Chat.Client.Cli;

/// <summary>Runs a program of the user's, without a shell between: what people write is never read as a command.</summary>
internal static class ChildProcess
{
    /// <summary>How it ended.</summary>
    /// <param name="Code">Its exit code; not 0 either when it could not be started.</param>
    /// <param name="Problem">Why it could not be started.</param>
    public readonly record struct Ended(int Code, string? Problem);

    /// <summary>Runs a program to its end; its output goes where ours goes.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">Beside what it inherits.</param>
    /// <param name="input">Its standard input.</param>
    /// <param name="cancellationToken">Ends the program as well.</param>
    public static async Task<Ended> RunAsync(
        IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, string input, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardInput = true, UseShellExecute = false };
        foreach (var (name, value) in environment) start.Environment[name] = value;

        // The session is ours: a program that needs it is given it on purpose.
        start.Environment.Remove("CHAT_TOKEN");
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            return new Ended(127, $"{command[0]} can't be started ({e.Message})");
        }

        try
        {
            await WriteAsync(process, input);
            await process.WaitForExitAsync(cancellationToken);
            return new Ended(process.ExitCode, null);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static async Task WriteAsync(Process process, string input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It didn't want to read it.
        }
    }
}
