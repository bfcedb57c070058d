using System.Diagnostics;
using Tmds.DBus.Protocol;

namespace Chat.Tests.Support;

/// <summary>A real key store: a GNOME Keyring of the test's own, unlocked, at a bus of its own. It is looked into by the program that GNOME has for it.</summary>
internal sealed class Keyring : IAsyncDisposable
{
    private const string Name = "org.freedesktop.secrets";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chat-keyring-");
    private readonly OwnBus _bus;
    private readonly string _tool;
    private Process? _process;

    private Keyring(OwnBus bus, string tool) => (_bus, _tool) = (bus, tool);

    /// <summary>The address of the bus at which it is.</summary>
    public string Bus => _bus.Address;

    public static async Task<Keyring> StartAsync()
    {
        var (program, tool) = (Needs.GnomeKeyring(), Needs.SecretTool());
        var bus = await OwnBus.StartAsync();
        var keyring = new Keyring(bus, tool);
        try
        {
            keyring.StartProcess(program);
            using var connection = new DBusConnection(bus.Address);
            await connection.ConnectAsync().Within();
            using var watcher = await connection.WatchNameOwnerAsync(Name).Within();
            await watcher.WaitForOwnerAsync(TestContext.Current.CancellationToken).Within();
            return keyring;
        }
        catch
        {
            await keyring.DisposeAsync();
            throw;
        }
    }

    /// <summary>The secrets of the client that it holds.</summary>
    public async Task<HashSet<string>> SecretsAsync()
    {
        const string Secret = "secret = ";
        var (_, said) = await ToolAsync("search", "--all", "application", "chat");
        return [.. said.Split('\n').Where(line => line.StartsWith(Secret, StringComparison.Ordinal)).Select(line => line[Secret.Length..])];
    }

    /// <summary>Removes what the client keeps in it.</summary>
    public async Task EmptyAsync() => Assert.Equal(0, (await ToolAsync("clear", "application", "chat")).Code);

    /// <summary>Locks it; nobody is there who could be asked for the password.</summary>
    public async Task LockAsync()
    {
        using var connection = new DBusConnection(Bus);
        await connection.ConnectAsync().Within();
        await connection.CallMethodAsync(Message()).Within();

        // Its own program breaks down when it is to do this.
        MessageBuffer Message()
        {
            using var writer = connection.GetMessageWriter();
            writer.WriteMethodCallHeader(
                destination: Name, path: "/org/freedesktop/secrets", @interface: "org.freedesktop.Secret.Service", member: "Lock", signature: "ao");
            writer.WriteArray(new ObjectPath[] { new("/org/freedesktop/secrets/collection/login") });
            return writer.CreateMessage();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        await _bus.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private void StartProcess(string program)
    {
        var start = Start(program, "--foreground", "--unlock", "--components=secrets", "--control-directory=" + _folder.FullName);
        start.RedirectStandardInput = true;
        _process = Process.Start(start)!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        // The password of the collection that it makes, of which only itself has to know.
        _process.StandardInput.Write("a password");
        _process.StandardInput.Close();
    }

    private async Task<(int Code, string Said)> ToolAsync(params string[] arguments)
    {
        using var process = Process.Start(Start(_tool, arguments))!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await Task.WhenAll(process.WaitForExitAsync(), said, complained).Within();
        return (process.ExitCode, await said);
    }

    private ProcessStartInfo Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var folder in new[] { "HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR" }) start.Environment[folder] = _folder.FullName;
        foreach (var desktop in new[] { "DISPLAY", "WAYLAND_DISPLAY" }) start.Environment.Remove(desktop);
        start.Environment["DBUS_SESSION_BUS_ADDRESS"] = _bus.Address;
        return start;
    }
}
