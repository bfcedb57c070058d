using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Chat.Tests.Support;

/// <summary>A real proxy: a squid of the test's own that asks for a user and a password.</summary>
internal sealed class Squid : IAsyncDisposable
{
    /// <summary>Who it lets through, as it stands in an address; the password has signs that an address must escape.</summary>
    public const string User = "me:p%40ss%20word";

    public const string Password = "p@ss word";

    private const int MostStarts = 5;
    private readonly DirectoryInfo _folder;
    private readonly Process _process;
    private readonly string _name;

    private Squid(DirectoryInfo folder, Process process, string name, int port) => (_folder, _process, _name, Port) = (folder, process, name, port);

    public int Port { get; }

    /// <summary>Its address, for people: without a password.</summary>
    public string Address => $"http://127.0.0.1:{Port}";

    /// <summary>Its address with a user and a password.</summary>
    public string As(string user = User) => $"http://{user}@127.0.0.1:{Port}";

    /// <summary>What went through it, a line each; a tunnel's once it ended.</summary>
    public string Passed => File.ReadAllText(Path.Combine(_folder.FullName, "access.log"));

    /// <summary>Starts one.</summary>
    /// <param name="closed">A port that it makes no tunnels to.</param>
    public static async Task<Squid> StartAsync(int? closed = null)
    {
        var program = Needs.Squid();
        for (var start = 1; ; start++)
        {
            var squid = await BeginAsync(program, closed);
            await TestDeadline.UntilAsync(() => squid._process.HasExited || squid.Answers());
            if (!squid._process.HasExited) return squid;
            var said = await squid.SaidAsync();
            await squid.DisposeAsync();

            // Somebody else may have taken the port meanwhile.
            Assert.True(start < MostStarts, $"squid ended:\n{said}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);

        // It leaves them behind, however it ends, and one with the name of another's can't start.
        foreach (var shared in Directory.Exists("/dev/shm") ? Directory.GetFiles("/dev/shm", _name + "-*") : []) File.Delete(shared);
    }

    private static async Task<Squid> BeginAsync(string program, int? closed)
    {
        var folder = Directory.CreateTempSubdirectory("chat-squid-");

        // Started as root it goes on as somebody else, who reads and writes here as well.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.FullName, (UnixFileMode)0x1FF);
        var port = ServerProcess.FreePort();
        var at = folder.FullName;

        // A helper is handed both words, blanks escaped, and answers its verdict.
        var helper = Path.Combine(at, "helper.sh");
        await File.WriteAllTextAsync(helper, """
            while read -r user password; do
              if [ "$user $password" = 'me p@ss%20word' ]; then echo OK; else echo ERR; fi
            done

            """);
        var settings = Path.Combine(at, "squid.conf");
        await File.WriteAllTextAsync(settings, $"""
            http_port 127.0.0.1:{port}
            auth_param basic program /bin/sh {helper}
            auth_param basic children 2 startup=0 idle=1
            acl known proxy_auth REQUIRED
            acl tunnel method CONNECT
            acl closed port {closed ?? 1}
            http_access deny tunnel closed
            http_access allow known
            http_access deny all
            cache deny all
            cache_mem 0
            access_log stdio:{at}/access.log
            cache_log {at}/cache.log
            pid_filename none
            coredump_dir {at}
            pinger_enable off
            shutdown_lifetime 0 seconds

            """);

        // Alone in one process; by its name it keeps apart what it shares with others of it.
        var name = $"chat{Guid.NewGuid():N}"[..24];
        return new Squid(folder, Process.Start(new ProcessStartInfo(program, ["-N", "-n", name, "-f", settings]))!, name, port);
    }

    private bool Answers()
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, Port);
            return File.Exists(Path.Combine(_folder.FullName, "access.log"));
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task<string> SaidAsync()
    {
        var log = Path.Combine(_folder.FullName, "cache.log");
        return File.Exists(log) ? await File.ReadAllTextAsync(log) : "nothing";
    }
}
