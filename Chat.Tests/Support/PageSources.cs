using System.Diagnostics;

namespace Chat.Tests.Support;

/// <summary>The page's sources, served on a free port as a developer sees them.</summary>
public sealed class PageSources : IAsyncLifetime
{
    private Process? _process;

    /// <summary>Where they are served.</summary>
    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _process = Process.Start(new ProcessStartInfo("node", ["tools/serve.mjs"])
        {
            WorkingDirectory = Repository.File("Chat.Client.Web"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(2));
        Address = line is not null ? new Uri(line) : throw new InvalidOperationException(await _process.StandardError.ReadToEndAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null) return;
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        _process.Dispose();
    }
}
