using Microsoft.Playwright;

namespace Chat.Tests.Support;

/// <summary>One Firefox, as the distribution ships it, spoken to over WebDriver BiDi.</summary>
public sealed class Firefox : PlaywrightBrowser
{
    protected override Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Firefox.LaunchAsync(new()
    {
        Timeout = 60_000,
        // No public API of Playwright: it comes with the version that is pinned.
        Channel = "moz-firefox",
        ExecutablePath = Needs.Firefox(),
        Headless = true,
    });
}

/// <summary>Firefox, and a Chromium beside it for the other person.</summary>
[CollectionDefinition(nameof(Firefox))]
public sealed class FirefoxCollection : ICollectionFixture<Firefox>, ICollectionFixture<Browser>;
