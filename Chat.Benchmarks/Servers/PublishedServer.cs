using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Chat.Benchmarks;

/// <summary>The shipped server: a ReadyToRun publish of Chat.Server, framework-dependent.</summary>
internal sealed class PublishedServer : IDisposable
{
    private readonly string? _temporary;

    private PublishedServer(string folder, string? temporary) => (Folder, _temporary) = (folder, temporary);

    /// <summary>The folder of the publish.</summary>
    public string Folder { get; }

    /// <summary>The executable.</summary>
    public string Program => ProgramIn(Folder);

    /// <summary>Where a published server's executable lies in its folder.</summary>
    public static string ProgramIn(string folder) => Path.Combine(folder, OperatingSystem.IsWindows() ? "Chat.Server.exe" : "Chat.Server");

    /// <summary>One that was published before.</summary>
    /// <exception cref="FileNotFoundException">There is none in the folder.</exception>
    public static PublishedServer In(string folder)
    {
        var server = new PublishedServer(Path.GetFullPath(folder), null);
        if (!File.Exists(server.Program)) throw new FileNotFoundException($"There is no published server in {folder}.", server.Program);
        return server;
    }

    /// <summary>Publishes the sources as they are into a temporary folder, which goes with this object.</summary>
    /// <param name="page">Whether the page is built as well.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidOperationException">The publish failed; the message has its output.</exception>
    public static async Task<PublishedServer> PublishAsync(bool page, CancellationToken cancellationToken)
    {
        var temporary = Directory.CreateTempSubdirectory("chat-benchmarks-").FullName;
        var server = new PublishedServer(Path.Combine(temporary, "server"), temporary);
        // Artifacts of its own, so that the build that runs now is left alone.
        using var publish = Process.Start(new ProcessStartInfo("dotnet",
        [
            "publish", Path.Combine(Repository.Root, "Chat.Server"), "-c", "Release", "-v", "quiet", "--nologo",
            "-r", RuntimeInformation.RuntimeIdentifier, "--no-self-contained", "-p:PublishReadyToRun=true", $"-p:SkipWeb={!page}",
            "--artifacts-path", Path.Combine(temporary, "artifacts"), "-o", server.Folder,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = await Task.WhenAll(publish.StandardOutput.ReadToEndAsync(cancellationToken), publish.StandardError.ReadToEndAsync(cancellationToken));
        await publish.WaitForExitAsync(cancellationToken);
        if (publish.ExitCode == 0) return server;
        server.Dispose();
        throw new InvalidOperationException($"Chat.Server could not be published:\n{string.Concat(said)}");
    }

    public void Dispose()
    {
        if (_temporary is not null) Directory.Delete(_temporary, recursive: true);
    }
}
