using System.Text.RegularExpressions;
using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>Addresses in what people say.</summary>
public sealed class LinksTests(Browser browser, SharedServer shared) : IClassFixture<Browser>, IClassFixture<SharedServer>
{
    [Fact]
    public async Task Link_to_a_place_of_the_page_leads_there_without_leaving_it_and_any_other_opens_beside_it()
    {
        var tides = await shared.RoomAsync("tides", "High water at nine.");
        var place = new Uri(shared.Server.Address, $"/rooms/{tides}/2");
        var notes = await shared.RoomAsync("notes", $"See {place} and https://elsewhere.example/tides.");
        var ann = await browser.OpenAsync();
        await ann.SignInAsync(shared.Server.Address, await shared.PersonAsync("ann"));
        await ann.GotoAsync(new Uri(shared.Server.Address, $"/rooms/{notes}").ToString());
        await ann.EvaluateAsync("globalThis.sinceLoaded = true");

        await ann.GetByRole(AriaRole.Link, new() { Name = place.ToString() }).ClickAsync();
        await Assertions.Expect(ann).ToHaveURLAsync(place.ToString());
        await Assertions.Expect(ann.Message("High water at nine.")).ToBeInViewportAsync();
        await ann.GoBackAsync();
        var elsewhere = ann.GetByRole(AriaRole.Link, new() { Name = "https://elsewhere.example/tides" });
        await Assertions.Expect(elsewhere).ToHaveAttributeAsync("target", "_blank");
        await Assertions.Expect(elsewhere).ToHaveAttributeAsync("rel", new Regex("noopener"));
        Assert.True(await ann.EvaluateAsync<bool>("globalThis.sinceLoaded === true"));
    }
}
