using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>Every component in every state looks as it did when somebody last looked at it.</summary>
public sealed class DesignPageTests(Browser browser, PageSources sources) : IClassFixture<Browser>, IClassFixture<PageSources>
{
    /// <summary>A theme and a density each: both of both are seen, in half the pictures.</summary>
    [Theory, InlineData("light"), InlineData("dark&compact")]
    public async Task Every_component_looks_as_approved(string look)
    {
        var page = await browser.OpenAsync(new()
        {
            ViewportSize = new() { Width = 1280, Height = 900 },
            TimezoneId = "UTC",
            Locale = "en-GB",
            ReducedMotion = ReducedMotion.Reduce,
        });
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        await page.Clock.SetFixedTimeAsync(new DateTime(2026, 6, 18, 10, 0, 0, DateTimeKind.Utc));
        await page.GotoAsync(new Uri(sources.Address, $"/design.html?{look}").ToString());
        var sections = page.Locator("[data-section]");
        await Assertions.Expect(sections.Last).ToBeVisibleAsync();
        // What isn't there at once: the field of an edit is fetched, and what is said about a connection waits for a moment.
        await Assertions.Expect(page.Locator("[data-section=lines] textarea")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-section=connection] b")).ToHaveCountAsync(5);
        await Assertions.Expect(page.Locator("[data-section=finding] [role=group]")).ToHaveCountAsync(5);
        await Assertions.Expect(page.Locator("[data-section=finding] li")).Not.ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("[data-section=cards] li")).ToHaveCountAsync(4);
        await page.EvaluateAsync("document.fonts.ready.then(() => document.activeElement?.blur())");

        var faults = new List<string>();
        var seen = 0;
        foreach (var section in await sections.AllAsync())
        {
            var name = await section.GetAttributeAsync("data-section");
            if (await ApprovedPicture.FaultAsync($"{name}-{look.Replace('&', '-')}", await section.ScreenshotAsync()) is { } fault) faults.Add(fault);
            seen++;
        }
        Assert.Empty(errors);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(seen >= 13);
    }
}
