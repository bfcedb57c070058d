using System.Diagnostics;

namespace Chat.Tests.Support;

/// <summary>A session bus (D-Bus) of the test's own, at which nothing is but what the test puts there.</summary>
internal sealed class OwnBus : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly Process _process;

    private OwnBus(DirectoryInfo folder, Process process) => (_folder, _process) = (folder, process);

    public string Address => "unix:path=" + Path.Combine(_folder.FullName, "bus");

    public static async Task<OwnBus> StartAsync()
    {
        var program = Needs.DBusDaemon();
        var folder = Directory.CreateTempSubdirectory("chat-bus-");
        var settings = Path.Combine(folder.FullName, "bus.conf");
        await File.WriteAllTextAsync(settings, $"""
            <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig>
              <type>session</type>
              <listen>unix:path={folder.FullName}/bus</listen>
              <auth>EXTERNAL</auth>
              <policy context="default">
                <allow send_destination="*" eavesdrop="true"/>
                <allow receive_sender="*"/>
                <allow own="*"/>
              </policy>
            </busconfig>
            """);
        var start = new ProcessStartInfo(program, ["--nofork", "--print-address", "--config-file=" + settings]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var bus = new OwnBus(folder, Process.Start(start)!);
        try
        {
            bus._process.BeginErrorReadLine();

            // It says its address once it listens there.
            return await bus._process.StandardOutput.ReadLineAsync().Within() is { Length: > 0 } ? bus : throw new InvalidOperationException("The bus did not start.");
        }
        catch
        {
            await bus.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }
}
