namespace Chat.Tests.Support;

/// <summary>A small program that a test lets the client start.</summary>
internal static class ScriptFile
{
    /// <summary>Writes a shell script that can be run.</summary>
    public static async Task WriteAsync(string path, string script)
    {
        await File.WriteAllTextAsync(path, "#!/bin/sh\n" + script, TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
