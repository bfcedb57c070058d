using System.Diagnostics;
using System.Text;

namespace Chat.Tests.Support;

/// <summary>The page's client in a process of Node's: the same engine, outbox and hub connection as in a browser.</summary>
internal sealed class NodeTool : IAsyncDisposable
{
    private static readonly SemaphoreSlim Building = new(1, 1);
    private static bool _built;
    private readonly Process _process;
    private readonly Task<string> _errors;

    private NodeTool(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public StreamWriter Input => _process.StandardInput;
    public StreamReader Output => _process.StandardOutput;

    /// <summary>Starts a tool of <c>Chat.Client.Web/tools</c>.</summary>
    public static async Task<NodeTool> StartAsync(string tool, params string[] arguments)
    {
        await BuildAsync();
        var start = new ProcessStartInfo("node", [Repository.File("Chat.Client.Web", "tools", tool), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        return new NodeTool(Process.Start(start)!);
    }

    /// <summary>Waits for its end, which must be a good one.</summary>
    public async Task EndAsync(TimeSpan never)
    {
        await _process.WaitForExitAsync().WaitAsync(never);
        Assert.True(_process.ExitCode == 0, await _errors);
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task BuildAsync()
    {
        await Building.WaitAsync();
        try
        {
            if (_built) return;
            using var npm = Process.Start(new ProcessStartInfo("npm", ["run", "--silent", "build:tools"])
            {
                WorkingDirectory = Repository.File("Chat.Client.Web"),
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var said = await Task.WhenAll(npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
            await npm.WaitForExitAsync();
            Assert.True(npm.ExitCode == 0, string.Concat(said));
            _built = true;
        }
        finally
        {
            Building.Release();
        }
    }
}
