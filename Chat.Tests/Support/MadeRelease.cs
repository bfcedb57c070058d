using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;

namespace Chat.Tests.Support;

/// <summary>
/// The console client's release, made from the sources as they are by <c>./release.sh</c>, once for all tests of a class; or the one
/// whose archive the environment's <c>RELEASE</c> names, before it is given to people.
/// </summary>
public sealed class MadeRelease : IDisposable
{
    private readonly Lazy<Task<string>> _archive = new(MakeAsync);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chat-release-");

    /// <summary>Where packages and archives lie.</summary>
    internal static string Artifacts => Repository.File("artifacts");

    /// <summary>The files in the archive, below its one folder, and whether they can be run.</summary>
    internal async Task<IReadOnlyDictionary<string, bool>> FilesAsync()
    {
        await using var archive = new GZipStream(File.OpenRead(await _archive.Value), CompressionMode.Decompress);
        await using var tar = new TarReader(archive);
        var files = new Dictionary<string, bool>();
        while (await tar.GetNextEntryAsync() is { } entry)
            if (entry.EntryType == TarEntryType.RegularFile) files[entry.Name[(entry.Name.IndexOf('/', StringComparison.Ordinal) + 1)..]] = entry.Mode.HasFlag(UnixFileMode.UserExecute);
        return files;
    }

    /// <summary>The program, unpacked into a folder of its own as a person would.</summary>
    internal async Task<string> ProgramAsync()
    {
        if (!Directory.Exists(Path.Combine(_folder.FullName, "bin")))
            await RunAsync("tar", "-xzf", await _archive.Value, "-C", _folder.FullName, "--strip-components", "1");
        return Path.Combine(_folder.FullName, "bin", "chat");
    }

    /// <summary>The program of the package for tools, installed into a folder of its own.</summary>
    internal async Task<string> ToolAsync()
    {
        await _archive.Value;
        var tools = Path.Combine(_folder.FullName, "tools");

        // Nothing but the package that was just made, and no cache that knows an older one of this version.
        var settings = Path.Combine(_folder.FullName, "nuget.config");
        await File.WriteAllTextAsync(settings, $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{_folder.FullName}/packages" /></config>
              <packageSources><clear /><add key="made" value="{Artifacts}" /></packageSources>
            </configuration>
            """);
        await RunAsync("dotnet", "tool", "install", "ChatService.Console", "--tool-path", tools, "--configfile", settings);
        return Path.Combine(tools, "chat");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<string> MakeAsync()
    {
        if (Environment.GetEnvironmentVariable("RELEASE") is { Length: > 0 } made) return Repository.File(made);
        var said = await RunAsync(Repository.File("release.sh"));
        return Repository.File(said.Split('\n').First(line => line.EndsWith(".tar.gz", StringComparison.Ordinal)));
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, string.Concat(said));
        return said[0];
    }
}
