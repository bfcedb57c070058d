using Chat.Client;
using Chat.Contracts;
using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>Where views are looked at: wide and at 320 px, which is also 1280 px at 400 % zoom; Ann looks at the page, in a room that is Ben's.</summary>
public abstract class AccessibleViews(Browser browser, SharedServer shared) : IClassFixture<Browser>, IClassFixture<SharedServer>
{
    public static TheoryData<int> Widths => [1280, 320];

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected Browser Browser => browser;

    private protected SharedServer Shared => shared;

    private protected Uri Server => shared.Server.Address;

    private protected string At(string path) => new Uri(Server, path).ToString();

    private protected async Task<IPage> OpenAsync(int width) => await browser.OpenAsync(new() { ViewportSize = new() { Width = width, Height = width < 720 ? 640 : 800 } });

    private protected async Task<(IPage Page, SignedIn Ann, Guid Room, ChatConnection Ben)> InARoomAsync(int width) => await InARoomAsync(await OpenAsync(width));

    /// <summary>Ann, who looks at the page, in a room that is Ben's.</summary>
    private protected async Task<(IPage Page, SignedIn Ann, Guid Room, ChatConnection Ben)> InARoomAsync(IPage page)
    {
        var ann = await shared.PersonAsync("ann");
        var ben = await shared.Server.ConnectAsync(await shared.PersonAsync("ben"));
        var room = (await ben.CreateRoomAsync(shared.NewName("slipway"), cancellationToken: Token).Within()).Value().Room;
        (await ben.AddMemberAsync(room, ann.Person.Id, Token).Within()).Value();
        await page.SignInAsync(Server, ann);
        await page.GotoAsync(At($"/rooms/{room}"));
        await Assertions.Expect(page.Composer("slipway")).ToBeVisibleAsync();
        return (page, ann, room, ben);
    }

    private protected static async Task ToTheRoomsAsync(IPage page, int width)
    {
        if (width < 720) await page.GetByRole(AriaRole.Button, new() { Name = "Rooms", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Rooms" })).ToBeVisibleAsync();
    }

    /// <summary>Shows the members, unless they are shown; what draws them may still be fetched.</summary>
    private protected static async Task ToTheMembersAsync(IPage page)
    {
        var button = page.Locator("header button[aria-pressed]");
        if (await button.GetAttributeAsync("aria-pressed") == "false") await button.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Complementary)).ToBeVisibleAsync();
    }
}
