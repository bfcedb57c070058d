using System.Diagnostics;
using System.Text;
using Chat.Tests.Support;

namespace Chat.Tests;

/// <summary>One of the example clients in other languages, as a process: takes lines to post, prints what it sees.</summary>
internal sealed class ForeignClient : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly StringBuilder _errors = new();

    private ForeignClient(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null) return;
            lock (_lock) _lines.Add(line.Data);
        };
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_lock) _errors.AppendLine(line.Data);
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it has printed.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock) return [.. _lines];
        }
    }

    /// <summary>What it has complained of.</summary>
    public string Errors
    {
        get
        {
            lock (_lock) return _errors.ToString();
        }
    }

    /// <summary>The client that uses Node's <c>websocket</c>, which is installed from its lock file when missing.</summary>
    public static async Task<ForeignClient> NodeAsync(RealServer server, Visitor visitor, Guid room)
    {
        var folder = Path.Combine(Folder(), "node");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "websocket")))
        {
            // Without scripts: its native parts are optional, and there may be no compiler.
            using var install = Process.Start(new ProcessStartInfo(Needs.Program("npm"), ["ci", "--ignore-scripts", "--silent"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
            })!;
            await install.WaitForExitAsync(TestContext.Current.CancellationToken).Within();
            Assert.Equal(0, install.ExitCode);
        }
        return Start(Needs.Program("node"), Path.Combine(folder, "client.mjs"), server, visitor, room);
    }

    /// <summary>The client that uses Python's <c>websockets</c>.</summary>
    public static ForeignClient Python(RealServer server, Visitor visitor, Guid room)
    {
        const string python = "/usr/bin/python3";
        Needs.That(File.Exists(python) && Directory.Exists("/usr/lib/python3/dist-packages/websockets"), "python3-websockets is not installed");
        return Start(python, Path.Combine(Folder(), "python", "client.py"), server, visitor, room);
    }

    public void Type(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None).Within();
        _process.Dispose();
    }

    private static ForeignClient Start(string program, string script, RealServer server, Visitor visitor, Guid room) =>
        new(Process.Start(new ProcessStartInfo(program, [script, server.Address.ToString().TrimEnd('/'), room.ToString("D")])
        {
            Environment = { ["CHAT_TOKEN"] = visitor.Token },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        })!);

    private static string Folder() => Repository.File("Chat.Tests", "Transports");
}
