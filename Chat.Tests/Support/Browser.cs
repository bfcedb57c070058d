using Microsoft.Playwright;

namespace Chat.Tests.Support;

/// <summary>One Chromium for all tests of a class that show the page: classes run side by side.</summary>
public sealed class Browser : PlaywrightBrowser
{
    protected override Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        Timeout = 60_000,
        ExecutablePath = Needs.Chromium(),
        Args =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
            // A name that is no secure context, as on a local network.
            "--host-resolver-rules=MAP chat.lan 127.0.0.1",
        ],
    });
}
