using Chat.Tests.Support;
using Xunit.Sdk;

namespace Chat.Tests.Pages;

/// <summary>What the inspection of the other tests finds in a page that has faults.</summary>
public sealed class InspectionTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Faults_are_found_in_light_and_in_dark_and_told_with_their_places()
    {
        var page = await browser.OpenAsync();
        await page.SetContentAsync(
            """
            <!doctype html><html lang="en"><title>Faults</title>
            <style>
              body { color: #000; background: #fff }
              .wide { inline-size: 200vw }
              @media (prefers-color-scheme: dark) { body { background: #111 } }
            </style>
            <main><h1>Faults</h1><img src="data:,"><p>Black in the dark</p><div class="wide">Too wide</div></main></html>
            """);
        var inspection = new Inspection(page);
        await inspection.LookAsync("it");
        var told = Assert.ThrowsAny<XunitException>(inspection.NothingIsWrong).Message;
        Assert.Contains("it, Light: image-alt ", told, StringComparison.Ordinal);
        Assert.Contains("it, Dark: color-contrast ", told, StringComparison.Ordinal);
        Assert.Contains("<p>Black in the dark</p>", told, StringComparison.Ordinal);
        Assert.Contains("it: reaches beyond the edge: the page itself", told, StringComparison.Ordinal);
        Assert.DoesNotContain("it, Light: color-contrast", told, StringComparison.Ordinal);
    }
}
