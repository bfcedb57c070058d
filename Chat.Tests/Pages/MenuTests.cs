using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>A menu that somebody opened stays until they are done with it, whatever others do meanwhile.</summary>
public sealed class MenuTests(Browser browser, SharedServer shared) : IClassFixture<Browser>, IClassFixture<SharedServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Composer_that_comes_meanwhile_takes_no_focus_from_an_open_menu()
    {
        var ann = await browser.OpenAsync();
        var person = await shared.PersonAsync("ann");
        await using var ben = await shared.Server.ConnectAsync(await shared.PersonAsync("ben"));
        var name = shared.NewName("slipway");
        var room = (await ben.CreateRoomAsync(name, cancellationToken: Token).Within()).Value().Room;
        await ann.SignInAsync(shared.Server.Address, person);
        await ann.GotoAsync(new Uri(shared.Server.Address, $"/rooms/{room}").ToString());
        await Assertions.Expect(ann.GetByRole(AriaRole.Button, new() { Name = "Join" })).ToBeVisibleAsync();
        await ann.GetByRole(AriaRole.Button, new() { Name = "Your menu" }).ClickAsync();
        var first = ann.GetByRole(AriaRole.Menuitem).First;
        await Assertions.Expect(first).ToBeFocusedAsync();

        (await ben.AddMemberAsync(room, person.Person.Id, Token).Within()).Value();
        await Assertions.Expect(ann.Composer(name)).ToBeVisibleAsync();
        await Assertions.Expect(first).ToBeFocusedAsync();

        // With nothing open, the composer is where one writes.
        await ann.ReloadAsync();
        await Assertions.Expect(ann.Composer(name)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Menu_of_a_room_stays_over_messages_that_come_and_goes_when_the_list_is_scrolled()
    {
        var ann = await browser.OpenAsync();
        var person = await shared.PersonAsync("ann");
        await using var ben = await shared.Server.ConnectAsync(await shared.PersonAsync("ben"));
        var room = Guid.Empty;
        for (var made = 0; made < 12; made++)
        {
            room = (await ben.CreateRoomAsync(shared.NewName("slipway"), cancellationToken: Token).Within()).Value().Room;
            (await ben.AddMemberAsync(room, person.Person.Id, Token).Within()).Value();
        }
        await ann.SetViewportSizeAsync(1000, 460);
        await ann.SignInAsync(shared.Server.Address, person);
        await ann.GotoAsync(new Uri(shared.Server.Address, $"/rooms/{room}").ToString());
        await PostAsync("before ");
        var entry = ann.Locator($"[data-room='{room}']");
        // Scrolled to in a frame of its own: what would take the menu away has been told before that opens.
        await entry.ScrollIntoViewIfNeededAsync();
        await ann.EvaluateAsync("new Promise(requestAnimationFrame)");
        await entry.GetByRole(AriaRole.Link).ClickAsync(new() { Button = MouseButton.Right });
        var menu = ann.GetByRole(AriaRole.Menu);
        await Assertions.Expect(menu).ToBeVisibleAsync();

        await PostAsync("after ");
        await Assertions.Expect(menu).ToBeVisibleAsync();

        await entry.HoverAsync();
        await ann.Mouse.WheelAsync(0, -200);
        await Assertions.Expect(menu).ToHaveCountAsync(0);

        // So many that the conversation scrolls.
        async Task PostAsync(string text)
        {
            for (var posted = 0; posted < 20; posted++) (await ben.PostAndWaitAsync(room, $"{text}{posted}").Within()).Value();
            await ann.SeesAsync($"{text}19");
        }
    }
}
