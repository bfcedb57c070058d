using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OpenQA.Selenium;
using OpenQA.Selenium.Remote;

namespace Chat.Tests.Support;

/// <summary>WebKit as GTK ships it, over WebDriver, on a screen that nobody sees. A browser has one person in it.</summary>
public sealed class WebKit : IAsyncLifetime
{
    private static readonly TimeSpan Never = TimeSpan.FromSeconds(60);
    private readonly List<WebDriver> _opened = [];
    private readonly List<Process> _started = [];
    private string _display = "";

    /// <summary>A person's browser, with nothing in it yet.</summary>
    public async Task<WebDriver> OpenAsync()
    {
        var port = ServerProcess.FreePort();
        var service = Start(Needs.WebKitDriver(), "--host=127.0.0.1", $"--port={port}");
        await ListensAsync(service, port);
        var browser = await Task.Run(() => new RemoteWebDriver(new Uri($"http://127.0.0.1:{port}"), new MiniBrowser().ToCapabilities(), Never));
        _opened.Add(browser);
        return browser;
    }

    public async ValueTask InitializeAsync()
    {
        Needs.WebKitDriver();
        Needs.That(File.Exists(MiniBrowser.Path), $"{MiniBrowser.Path} is not installed");
        var screen = Start(Needs.Program("Xvfb"), "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp");
        _display = await screen.StandardOutput.ReadLineAsync().WaitAsync(Never) ?? throw new InvalidOperationException("Xvfb gave no display.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _opened) browser.Quit();
        foreach (var process in Enumerable.Reverse(_started))
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync().WaitAsync(Never);
            process.Dispose();
        }
    }

    private Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        if (_display.Length > 0) start.Environment["DISPLAY"] = $":{_display}";
        start.Environment["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1";
        start.Environment["NO_AT_BRIDGE"] = "1";
        var process = Process.Start(start)!;
        _started.Add(process);
        return process;
    }

    private static async Task ListensAsync(Process service, int port)
    {
        using var deadline = new CancellationTokenSource(Never);
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            if (service.HasExited) throw new InvalidOperationException($"WebKitWebDriver ended with {service.ExitCode}.");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, deadline.Token);
                return;
            }
            catch (SocketException)
            {
                await looks.WaitForNextTickAsync(deadline.Token);
            }
        }
    }

    private sealed class MiniBrowser : DriverOptions
    {
        public static readonly string Path = $"/usr/lib/{(OperatingSystem.IsLinux() ? System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture switch
        {
            System.Runtime.InteropServices.Architecture.Arm64 => "aarch64",
            _ => "x86_64",
        } : "")}-linux-gnu/webkit2gtk-4.1/MiniBrowser";

        public override void AddAdditionalOption(string optionName, object optionValue) => throw new NotSupportedException();

        public override ICapabilities ToCapabilities()
        {
            var capabilities = GenerateDesiredCapabilities(true);
            capabilities.SetCapability("webkitgtk:browserOptions", new Dictionary<string, object> { ["binary"] = Path, ["args"] = new[] { "--automation" } });
            return capabilities.AsReadOnly();
        }
    }
}

/// <summary>WebKit, and a Chromium beside it for the other person.</summary>
[CollectionDefinition(nameof(WebKit))]
public sealed class WebKitCollection : ICollectionFixture<WebKit>, ICollectionFixture<Browser>;
