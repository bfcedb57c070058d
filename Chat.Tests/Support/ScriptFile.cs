using System.Diagnostics;

namespace Chat.Tests.Support;

/// <summary>A small program that a test lets the client start.</summary>
internal static class ScriptFile
{
    /// <summary>Writes a shell script that can be run.</summary>
    public static async Task WriteAsync(string path, string script)
    {
        // By a process of its own: one that this process starts at the same time would for a moment hold the file open for writing too, and what is written nobody can run (ETXTBSY).
        using var writer = Process.Start(new ProcessStartInfo("sh", ["-c", "cat > \"$1\" && chmod 700 \"$1\"", "sh", path]) { RedirectStandardInput = true })!;
        await writer.StandardInput.WriteAsync("#!/bin/sh\n" + script);
        writer.StandardInput.Close();
        await writer.WaitForExitAsync(TestContext.Current.CancellationToken).Within();
        Assert.Equal(0, writer.ExitCode);
    }
}
