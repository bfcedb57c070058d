using Chat.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>The server gets a new version of the page while people write.</summary>
public sealed class NewVersionTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task New_version_is_offered_and_taken_only_when_somebody_asks_for_it()
    {
        var builds = new LaterBuilds();
        await using var server = await StartAsync(builds);
        var ann = await SignedInAsync(server, server.Address);
        await ann.UntilShellIsKeptAsync();
        await ann.EvaluateAsync("() => new Promise(done => navigator.serviceWorker.controller ? done() : navigator.serviceWorker.addEventListener('controllerchange', done))");
        var other = await ann.Context.NewPageAsync();
        await other.GotoAsync(ann.Url);
        await Assertions.Expect(other.Composer("general")).ToBeVisibleAsync();

        // The server comes back with another build: the pages that come back to it learn of it.
        await builds.UpgradeAsync(server, 1);
        await ann.EvaluateAsync("globalThis.loaded = 1");
        await other.EvaluateAsync("globalThis.loaded = 1");
        await ReconnectAsync(ann);
        await Assertions.Expect(Offer(ann)).ToBeVisibleAsync();
        await Assertions.Expect(Offer(other)).ToBeVisibleAsync();

        // Nothing is forced: the page runs on.
        await ann.SayAsync("general", "in the middle of a sentence");
        await ann.SeesAsync("in the middle of a sentence");
        await ann.Composer("general").FillAsync("and here is the rest");
        Assert.True(await IsAsLoadedAsync(ann));

        await Offer(ann).ClickAsync();
        await ann.WaitForFunctionAsync("() => globalThis.loaded === undefined");
        await Assertions.Expect(ann.Composer("general")).ToHaveValueAsync("and here is the rest");
        await Assertions.Expect(Offer(ann)).ToHaveCountAsync(0);
        await AssertRunsAsync(ann, 1);
        Assert.False(await ann.EvaluateAsync<bool>("() => navigator.serviceWorker.getRegistration().then(r => r.waiting !== null)"));

        // The other tab, in which somebody may be looking, goes when it is asked to.
        Assert.True(await IsAsLoadedAsync(other));
        await Offer(other).ClickAsync();
        await other.WaitForFunctionAsync("() => globalThis.loaded === undefined");
        await Assertions.Expect(other.Composer("general")).ToBeVisibleAsync();
        await Assertions.Expect(Offer(other)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task New_version_is_offered_over_plain_http_too()
    {
        var builds = new LaterBuilds();
        await using var server = await StartAsync(builds);
        var ann = await SignedInAsync(server, new Uri($"http://chat.lan:{server.Address.Port}"));
        Assert.False(await ann.EvaluateAsync<bool>("isSecureContext"));

        await ReconnectAsync(ann);
        await ann.SayAsync("general", "still the same");
        await ann.SeesAsync("still the same");
        await Assertions.Expect(Offer(ann)).ToHaveCountAsync(0);

        await builds.UpgradeAsync(server, 1);
        await ReconnectAsync(ann);
        await Assertions.Expect(Offer(ann)).ToBeVisibleAsync();
        await ann.EvaluateAsync("globalThis.loaded = 1");
        await Offer(ann).ClickAsync();
        await ann.WaitForFunctionAsync("() => globalThis.loaded === undefined");
        await ann.SeesAsync("still the same");
        await AssertRunsAsync(ann, 1);
    }

    [Fact]
    public async Task Page_that_runs_an_older_build_still_finds_its_later_parts_whatever_could_not_be_installed_since()
    {
        var builds = new LaterBuilds();
        await using var server = await StartAsync(builds);
        var ann = await SignedInAsync(server, server.Address);
        await ann.UntilShellIsKeptAsync();
        await ann.EvaluateAsync("() => new Promise(done => navigator.serviceWorker.controller ? done() : navigator.serviceWorker.addEventListener('controllerchange', done))");
        var other = await ann.Context.NewPageAsync();
        await other.GotoAsync(ann.Url);
        await Assertions.Expect(other.Composer("general")).ToBeVisibleAsync();

        // Builds that lack a file never run, and leave nothing behind.
        var before = await CachesAsync(ann);
        for (var number = 1; number <= 3; number++)
        {
            await builds.UpgradeAsync(server, number, missing: "swipe");
            await ann.EvaluateAsync(
                """
                async () => {
                  const registration = await navigator.serviceWorker.getRegistration();
                  await registration.update().catch(() => {});
                  const worker = registration.installing;
                  if (worker) await new Promise(done => (function look() { worker.state === "redundant" ? done() : worker.addEventListener("statechange", look, { once: true }); })());
                }
                """).Within();
            Assert.Equal(before, await CachesAsync(ann));
        }

        // One tab takes the next build; the other runs on, and what it loads now is gone from the server.
        await builds.UpgradeAsync(server, 4);
        await ReconnectAsync(ann);
        await Offer(ann).ClickAsync();
        await AssertRunsAsync(ann, 4);
        await Assertions.Expect(Offer(other)).ToBeVisibleAsync();
        await other.OpenSettingsAsync();
        await other.GetByRole(AriaRole.Radio, new() { Name = "Deutsch" }).CheckAsync();
        await Assertions.Expect(other.GetByRole(AriaRole.Dialog, new() { Name = "Einstellungen" })).ToBeVisibleAsync();
        await Assertions.Expect(other.Locator("script[src^='/assets/index-4later']")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Version_that_cannot_be_kept_is_loaded_from_the_server()
    {
        var builds = new LaterBuilds();
        await using var server = await StartAsync(builds);
        var ann = await SignedInAsync(server, server.Address);
        await ann.UntilShellIsKeptAsync();
        await ann.SayAsync("general", "still here");
        await ann.SeesAsync("still here");

        await builds.UpgradeAsync(server, 1, missing: "swipe");
        await ReconnectAsync(ann);
        await Offer(ann).ClickAsync();
        await AssertRunsAsync(ann, 1);
        await ann.SeesAsync("still here");
    }

    private static ILocator Offer(IPage page) =>
        page.GetByRole(AriaRole.Status, new() { Name = "Version" }).GetByRole(AriaRole.Button, new() { Name = "Load it" });

    private static Task<RealServer> StartAsync(LaterBuilds builds) =>
        RealServer.StartAsync(new ServerParts { Services = services => services.AddSingleton<IStartupFilter>(builds) });

    private static Task AssertRunsAsync(IPage page, int build) => Assertions.Expect(page.Locator($"script[src^='/assets/index-{build}later']")).ToHaveCountAsync(1);

    private static Task<string> CachesAsync(IPage page) => page.EvaluateAsync<string>("async () => (await caches.keys()).join()");

    private static Task<bool> IsAsLoadedAsync(IPage page) => page.EvaluateAsync<bool>("() => globalThis.loaded === 1");

    /// <summary>As when the server was away for a moment.</summary>
    private static Task<System.Text.Json.JsonElement?> ReconnectAsync(IPage page) =>
        page.EvaluateAsync("() => { dispatchEvent(new Event('offline')); dispatchEvent(new Event('online')); }");

    private async Task<IPage> SignedInAsync(RealServer server, Uri address)
    {
        await server.RegisterAsync("ann");
        var page = await browser.OpenAsync();
        await page.GotoAsync(new Uri(address, "/sign-in").ToString());
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("ann");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(RealServer.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.RoomAsync("general");
        return page;
    }
}
