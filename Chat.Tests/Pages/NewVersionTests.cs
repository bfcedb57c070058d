using Chat.Tests.Support;
using Microsoft.AspNetCore.Builder;
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
        var build = new LaterBuild("/sw.js");
        await using var server = await RealServer.StartAsync(new ServerParts { Services = services => services.AddSingleton<IStartupFilter>(build) });
        var ann = await SignedInAsync(server, server.Address);
        await ann.UntilShellIsKeptAsync();
        await ann.EvaluateAsync("() => new Promise(done => navigator.serviceWorker.controller ? done() : navigator.serviceWorker.addEventListener('controllerchange', done))");
        var other = await ann.Context.NewPageAsync();
        await other.GotoAsync(ann.Url);
        await Assertions.Expect(other.Composer("general")).ToBeVisibleAsync();

        // The server comes back with another build: the pages that come back to it learn of it.
        build.IsThere = true;
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
        var build = new LaterBuild("/index.html");
        await using var server = await RealServer.StartAsync(new ServerParts { Services = services => services.AddSingleton<IStartupFilter>(build) });
        var ann = await SignedInAsync(server, new Uri($"http://chat.lan:{server.Address.Port}"));
        Assert.False(await ann.EvaluateAsync<bool>("isSecureContext"));

        await ReconnectAsync(ann);
        await ann.SayAsync("general", "still the same");
        await ann.SeesAsync("still the same");
        await Assertions.Expect(Offer(ann)).ToHaveCountAsync(0);

        build.IsThere = true;
        await ReconnectAsync(ann);
        await Assertions.Expect(Offer(ann)).ToBeVisibleAsync();
        build.IsThere = false;
        await ann.EvaluateAsync("globalThis.loaded = 1");
        await Offer(ann).ClickAsync();
        await ann.WaitForFunctionAsync("() => globalThis.loaded === undefined");
        await ann.SeesAsync("still the same");
    }

    private static ILocator Offer(IPage page) =>
        page.GetByRole(AriaRole.Status, new() { Name = "Version" }).GetByRole(AriaRole.Button, new() { Name = "Load it" });

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

    /// <summary>Hands out one of the page's files as a later build would: another worker, or a page with other names in it.</summary>
    private sealed class LaterBuild(string path) : IStartupFilter
    {
        public bool IsThere { get; set; }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, inner) =>
            {
                if (!IsThere || context.Request.Path != path)
                {
                    await inner(context);
                    return;
                }
                context.Request.Headers.AcceptEncoding = default;
                context.Request.Headers.IfNoneMatch = default;
                context.Request.Headers.IfModifiedSince = default;
                var body = context.Response.Body;
                using var built = new MemoryStream();
                context.Response.Body = built;
                await inner(context);
                context.Response.Body = body;
                var text = System.Text.Encoding.UTF8.GetString(built.ToArray());
                var later = System.Text.Encoding.UTF8.GetBytes(path == "/sw.js" ? $"{text}\n// A later build." : text.Replace("/assets/index-", "/assets/later-", StringComparison.Ordinal));
                context.Response.Headers.ETag = default;
                context.Response.ContentLength = later.Length;
                await body.WriteAsync(later);
            });
            next(app);
        };
    }
}
