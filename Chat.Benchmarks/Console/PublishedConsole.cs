using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Chat.Benchmarks;

/// <summary>The console client as it is shipped, natively and as the package for <c>dotnet tool install</c>; both from the sources as they are.</summary>
internal sealed class PublishedConsole : IDisposable
{
    private readonly string _folder;
    private readonly bool _isOurs;

    private PublishedConsole(string folder, bool isOurs) => (_folder, _isOurs) = (folder, isOurs);

    /// <summary>The native program.</summary>
    public string Native => ProgramIn(_folder, "native");

    /// <summary>The one whose code is compiled while it runs.</summary>
    public string Managed => ProgramIn(_folder, "managed");

    /// <summary>Whether both lie in a folder.</summary>
    public static bool IsIn(string folder) => File.Exists(ProgramIn(folder, "native")) && File.Exists(ProgramIn(folder, "managed"));

    /// <summary>Those that were published before.</summary>
    public static PublishedConsole In(string folder) => new(Path.GetFullPath(folder), isOurs: false);

    /// <summary>Publishes both into a temporary folder, which goes with this object.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has the output.</exception>
    public static async Task<PublishedConsole> PublishAsync(CancellationToken cancellationToken)
    {
        var published = new PublishedConsole(Directory.CreateTempSubdirectory("chat-console-").FullName, isOurs: true);
        try
        {
            await published.PublishAsync("managed", ["-p:PublishAot=false", "--no-self-contained"], cancellationToken);
            await published.PublishAsync("native", ["-p:PublishAot=true"], cancellationToken);
            return published;
        }
        catch
        {
            published.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_isOurs) Directory.Delete(_folder, recursive: true);
    }

    private static string ProgramIn(string folder, string build) => Path.Combine(folder, build, "chat");

    private async Task PublishAsync(string name, string[] how, CancellationToken cancellationToken)
    {
        using var publish = Process.Start(new ProcessStartInfo("dotnet",
        [
            "publish", Path.Combine(Repository.Root, "Chat.Client.Console"), "-c", "Release", "-v", "quiet", "--nologo", "-r", RuntimeInformation.RuntimeIdentifier,
            .. how, "--artifacts-path", Path.Combine(_folder, "artifacts"), "-o", Path.Combine(_folder, name),
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = await Task.WhenAll(publish.StandardOutput.ReadToEndAsync(cancellationToken), publish.StandardError.ReadToEndAsync(cancellationToken));
        await publish.WaitForExitAsync(cancellationToken);
        if (publish.ExitCode != 0) throw new InvalidOperationException($"Chat.Client.Console could not be published:\n{string.Concat(said)}");
    }
}
