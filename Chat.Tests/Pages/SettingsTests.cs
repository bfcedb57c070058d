using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>How the page looks and what it tells, chosen by each person on each device.</summary>
public sealed class SettingsTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Chosen_look_holds_at_once_in_every_tab_and_before_the_first_draw_after_a_reload()
    {
        await using var server = await ServerProcess.StartNewAsync();
        // Without the worker, which would have the page's script where nobody can hold it back.
        var ann = await browser.OpenAsync(new() { ServiceWorkers = ServiceWorkerPolicy.Block });
        await ann.SetUpAsync(server, "ann");
        var other = await ann.Context.NewPageAsync();
        await other.GotoAsync(ann.Url);
        await Assertions.Expect(other.Composer("general")).ToBeVisibleAsync();
        var body = await FontSizeAsync(ann);

        await ann.OpenSettingsAsync();
        await ChooseAsync(ann, "Theme", "Dark");
        await ChooseAsync(ann, "Density", "Compact");
        await ChooseAsync(ann, "Text size", "Larger");

        foreach (var page in new[] { ann, other })
        {
            await Assertions.Expect(page.Locator("html")).ToHaveCSSAsync("color-scheme", "dark");
            await Assertions.Expect(page.Locator("html")).ToHaveClassAsync("dark compact text-larger");
            await Assertions.Expect(page.Locator("meta[name=theme-color][media=all]")).ToHaveAttributeAsync("content", "#0b1113");
            Assert.True(await FontSizeAsync(page) > body);
        }

        // Whatever the page's own script does, and however late: the look is there before it.
        await other.RouteAsync("**/assets/*.js", route => route.AbortAsync());
        await other.ReloadAsync();
        await Assertions.Expect(other.Locator("#app")).ToBeEmptyAsync();
        await Assertions.Expect(other.Locator("html")).ToHaveClassAsync("dark compact text-larger");

        await ChooseAsync(ann, "Theme", "As the device");
        await Assertions.Expect(ann.Locator("html")).ToHaveCSSAsync("color-scheme", "light dark");
        await Assertions.Expect(ann.Locator("meta[name=theme-color][media=all]")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("Larger")]
    [InlineData("Small")]
    public async Task Nothing_is_cut_off_or_scrolls_sideways_on_a_phone_at_any_text_size(string size)
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await browser.OpenAsync(new() { ViewportSize = new() { Width = 390, Height = 844 } });
        await ann.SetUpAsync(server, "ann");
        await ann.SayAsync("general", "A sentence that is long enough to be wrapped on a phone, whatever the size of its letters may be.");
        await ann.GetByRole(AriaRole.Button, new() { Name = "Rooms" }).ClickAsync();
        await ann.OpenSettingsAsync();
        await ChooseAsync(ann, "Text size", size);
        await AssertFitsAsync(ann);
        await ann.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await AssertFitsAsync(ann);
        await ann.RoomAsync("general");
        await AssertFitsAsync(ann);

        static async Task AssertFitsAsync(IPage page) =>
            Assert.Empty(await page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll("dialog *, .app *")]
                    .filter(e => !e.closest(".only-heard, svg, .log pre") && e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)
                    .map(e => e.outerHTML.slice(0, 120))
                """));
    }

    [Fact]
    public async Task Browser_is_asked_about_notifications_only_by_a_click_and_a_no_is_explained()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await browser.OpenAsync();
        await ann.AddInitScriptAsync("""
            globalThis.asked = 0;
            globalThis.Notification = class { static permission = "default"; static async requestPermission() { asked++; return this.permission = "denied"; } };
            """);
        await ann.SetUpAsync(server, "ann");
        await ann.OpenSettingsAsync();
        Assert.Equal(0, await ann.EvaluateAsync<int>("asked"));
        await Radio(ann, "Notifications", "Every message").ClickAsync(new() { Force = true });

        await Assertions.Expect(ann.GetByText("The browser blocks notifications of this page.")).ToBeVisibleAsync();
        await Assertions.Expect(Radio(ann, "Notifications", "Off")).ToBeCheckedAsync();
        Assert.Equal(1, await ann.EvaluateAsync<int>("asked"));
    }

    [Fact]
    public async Task Page_that_came_over_plain_http_says_why_there_are_no_notifications()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await browser.OpenAsync();
        await ann.SetUpAsync(server, "ann");
        var ben = await browser.OpenAsync();
        await ben.RegisterAsync(new Uri($"http://chat.lan:{server.Port}"), "ben");
        await ben.OpenSettingsAsync();

        await Assertions.Expect(ben.GetByText("only of pages that came over https")).ToBeVisibleAsync();
        await Assertions.Expect(Radio(ben, "Notifications", "Every message")).ToBeDisabledAsync();
    }

    private static Task<double> FontSizeAsync(IPage page) =>
        page.EvaluateAsync<double>("parseFloat(getComputedStyle(document.documentElement).fontSize)");

    private static ILocator Radio(IPage page, string group, string choice) =>
        page.GetByRole(AriaRole.Radiogroup, new() { Name = group }).GetByRole(AriaRole.Radio, new() { Name = choice, Exact = true });

    private static Task ChooseAsync(IPage page, string group, string choice) => Radio(page, group, choice).CheckAsync(new() { Force = true });
}
