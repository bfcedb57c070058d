using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>What one can do with a message, found by a finger.</summary>
public sealed class TouchTests(Browser browser, SharedServer shared) : IClassFixture<Browser>, IClassFixture<SharedServer>
{
    [Theory, InlineData("iPhone 13"), InlineData("iPad Mini landscape")]
    public async Task Deeds_of_a_message_are_behind_a_sign_that_is_seen_and_large_enough(string device)
    {
        var page = await browser.OpenPhoneAsync(device);
        await page.SignInAsync(shared.Server.Address, await shared.PersonAsync("ann"));
        await page.RoomAsync("general");
        var said = shared.NewName("The float is in ");
        await page.SayAsync("general", said);
        await page.SeesAsync(said);
        var message = page.Locator("[data-number][data-state=sent]").Filter(new() { HasText = said });
        var more = message.GetByRole(AriaRole.Button, new() { Name = "What to do with it" });
        await Assertions.Expect(page.GetByRole(AriaRole.Toolbar, new() { Name = "Message" })).ToHaveCountAsync(0);
        await Assertions.Expect(more).ToBeVisibleAsync();
        await AssertLargeAsync(more);

        await more.TapAsync();
        await Assertions.Expect(more).ToHaveAttributeAsync("aria-expanded", "true");
        var deeds = page.GetByRole(AriaRole.Toolbar, new() { Name = "Message" });
        foreach (var deed in (string[])["Edit", "Copy link", "Delete"]) await AssertLargeAsync(deeds.GetByRole(AriaRole.Button, new() { Name = deed }));
        await deeds.GetByRole(AriaRole.Button, new() { Name = "Edit" }).TapAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Edit message" }).FillAsync($"{said}, mended");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).TapAsync();
        await page.SeesAsync($"{said}, mended");
        Assert.True(await page.EvaluateAsync<bool>("document.scrollingElement.scrollWidth <= innerWidth"));
    }

    [Fact]
    public async Task Where_there_is_a_mouse_no_sign_stands_in_the_way()
    {
        var page = await browser.OpenAsync();
        await page.SignInAsync(shared.Server.Address, await shared.PersonAsync("ann"));
        await page.RoomAsync("general");
        var said = shared.NewName("Said with a mouse ");
        await page.SayAsync("general", said);
        await page.SeesAsync(said);
        await Assertions.Expect(page.GetByRole(AriaRole.Log).GetByRole(AriaRole.Button, new() { Name = "What to do with it" })).ToHaveCountAsync(0);
        await page.Message(said).HoverAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Toolbar, new() { Name = "Message" })).ToBeVisibleAsync();
    }

    private static async Task AssertLargeAsync(ILocator locator)
    {
        await Assertions.Expect(locator).ToBeVisibleAsync();
        var box = (await locator.BoundingBoxAsync())!;
        Assert.True(box.Width >= 44 && box.Height >= 44, $"{box.Width} by {box.Height}");
    }
}
