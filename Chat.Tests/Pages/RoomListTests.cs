using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>What the list of rooms tells of rooms that are not open.</summary>
public sealed class RoomListTests(Browser browser, SharedServer shared) : IClassFixture<Browser>, IClassFixture<SharedServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_who_types_in_a_room_that_is_not_open_is_seen_in_the_list_and_nothing_moves()
    {
        var page = await browser.OpenAsync();
        var ann = await shared.PersonAsync("ann");
        await using var ben = await shared.Server.ConnectAsync(await shared.PersonAsync("ben"));
        var here = (await ben.CreateRoomAsync(shared.NewName("slipway"), null, true, Token).Within()).Value().Room;
        var there = (await ben.CreateRoomAsync(shared.NewName("boathouse"), null, true, Token).Within()).Value().Room;
        foreach (var room in new[] { here, there }) (await ben.AddMemberAsync(room, ann.Person.Id, Token).Within()).Value();
        await page.SignInAsync(shared.Server.Address, ann);
        await page.GotoAsync(new Uri(shared.Server.Address, $"/rooms/{here}").ToString());
        await Assertions.Expect(page.Composer("slipway")).ToBeVisibleAsync();
        var entry = page.Locator($"[data-room='{there}']");
        var label = await entry.Locator(".label").BoundingBoxAsync();

        ben.Open(there);
        await ben.TypesUntilAsync(there, Assertions.Expect(entry.GetByRole(AriaRole.Link)).ToContainTextAsync("somebody is typing"));
        Assert.Equal(label!.X, (await entry.Locator(".label").BoundingBoxAsync())!.X);
        Assert.Equal(label.Width, (await entry.Locator(".label").BoundingBoxAsync())!.Width);
        // It ends by itself.
        await Assertions.Expect(entry.GetByRole(AriaRole.Link)).Not.ToContainTextAsync("somebody is typing");
    }
}
