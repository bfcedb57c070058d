using System.Text.RegularExpressions;
using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>What one can do with a message, found by a finger.</summary>
public sealed partial class TouchTests(Browser browser, SharedServer shared) : IClassFixture<Browser>, IClassFixture<SharedServer>
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

    [Theory, InlineData("iPhone 13"), InlineData("iPad Mini landscape")]
    public async Task When_a_message_was_said_is_told_in_full_to_a_finger_and_heard_of_each(string device)
    {
        var page = await browser.OpenPhoneAsync(device);
        var room = await InARoomAsync(page);
        var (first, next) = ("first of a turn", "next of it");
        foreach (var said in new[] { first, next })
        {
            await page.SayAsync(room, said);
            await page.SeesAsync(said);
            await Assertions.Expect(page.Message(said).GetByRole(AriaRole.Time)).ToHaveCountAsync(1);
        }
        await page.Message(next).Locator("[data-part=text]").TapAsync();
        await Assertions.Expect(page.Message(next).GetByText(FullDate())).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.scrollingElement.scrollWidth <= innerWidth"));
    }

    [Theory, InlineData(1280), InlineData(400)]
    public async Task When_a_message_was_said_is_told_in_full_to_the_keyboard(int width)
    {
        var page = await browser.OpenAsync(new() { ViewportSize = new() { Width = width, Height = 700 } });
        var room = await InARoomAsync(page);
        const string said = "said by keyboard";
        await page.SayAsync(room, said);
        await page.SeesAsync(said);
        await page.GetByRole(AriaRole.Log).FocusAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(page.Message(said)).ToBeFocusedAsync();
        await Assertions.Expect(page.Message(said).GetByText(FullDate())).ToBeVisibleAsync();
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

    /// <summary>Somebody in a room of their own; answers its name.</summary>
    private async Task<string> InARoomAsync(IPage page)
    {
        var ann = await shared.PersonAsync("ann");
        await using var elsewhere = await shared.Server.ConnectAsync(ann);
        var name = shared.NewName("slipway");
        var room = (await elsewhere.CreateRoomAsync(name, cancellationToken: TestContext.Current.CancellationToken).Within()).Value().Room;
        await page.SignInAsync(shared.Server.Address, ann);
        await page.GotoAsync(new Uri(shared.Server.Address, $"/rooms/{room}").ToString());
        await Assertions.Expect(page.Composer(name)).ToBeVisibleAsync();
        return name;
    }

    [GeneratedRegex(@"^\w+day, .+ 20\d\d.+:")]
    private static partial Regex FullDate();

    private static async Task AssertLargeAsync(ILocator locator)
    {
        await Assertions.Expect(locator).ToBeVisibleAsync();
        var box = (await locator.BoundingBoxAsync())!;
        Assert.True(box.Width >= 44 && box.Height >= 44, $"{box.Width} by {box.Height}");
    }
}
