using System.Text.Json;
using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>The page as an application on somebody's device.</summary>
public sealed class InstallTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private RealServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RealServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Page_can_be_installed()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(_server.Address.ToString());
        await page.UntilShellIsKeptAsync();
        var devtools = await page.Context.NewCDPSessionAsync(page);

        var manifest = (await devtools.SendAsync("Page.getAppManifest"))!.Value;
        Assert.EndsWith("/manifest.webmanifest", manifest.GetProperty("url").GetString());
        Assert.Empty(manifest.GetProperty("errors").EnumerateArray());
        var installability = (await devtools.SendAsync("Page.getInstallabilityErrors"))!.Value;
        Assert.Empty(installability.GetProperty("installabilityErrors").EnumerateArray().Select(error => error.ToString()));

        using var read = JsonDocument.Parse(manifest.GetProperty("data").GetString()!);
        foreach (var icon in read.RootElement.GetProperty("icons").EnumerateArray().Where(icon => icon.GetProperty("type").GetString() == "image/png"))
            Assert.Equal(icon.GetProperty("sizes").GetString(), await SizeAsync(page, icon.GetProperty("src").GetString()!));
        Assert.Equal("180x180", await SizeAsync(page, (await page.Locator("link[rel=apple-touch-icon]").GetAttributeAsync("href"))!));
    }

    [Fact]
    public async Task Worker_is_asked_for_anew_each_time_and_may_run()
    {
        using var http = _server.Http();
        var answer = await http.OpenAsync("/sw.js");
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
        Assert.True(answer.Headers.CacheControl!.NoCache);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy")).Split("; ");
        Assert.Contains("worker-src 'self'", policy);
        Assert.Contains("manifest-src 'self'", policy);
    }

    [Fact]
    public async Task Worker_keeps_nothing_of_what_the_server_says()
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(_server.Address.ToString());
        await page.UntilShellIsKeptAsync();
        var kept = await page.EvaluateAsync<string[]>(
            "async () => (await Promise.all((await caches.keys()).map(async name => (await (await caches.open(name)).keys()).map(each => new URL(each.url).pathname)))).flat()");
        Assert.Contains("/index.html", kept);
        Assert.DoesNotContain(kept, path => path.StartsWith("/api", StringComparison.Ordinal) || path.StartsWith("/chat", StringComparison.Ordinal));

        // A place of the page opens from what is kept, what the server alone knows does not.
        await _server.StopAsync();
        await page.GotoAsync(new Uri(_server.Address, "/sign-in").ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Assert.ThrowsAnyAsync<PlaywrightException>(() => page.GotoAsync(new Uri(_server.Address, "/api/state").ToString()));
    }

    private static Task<string> SizeAsync(IPage page, string path) => page.EvaluateAsync<string>(
        "async (path) => { const picture = await createImageBitmap(await (await fetch(path)).blob()); return `${picture.width}x${picture.height}`; }", path);
}
