using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>The list of rooms as each person arranges it.</summary>
public sealed class FavouritesTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Favourites_stand_first_in_every_tab_over_reloads_and_for_nobody_else_by_menu_and_by_key()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await browser.OpenAsync();
        await ann.SetUpAsync(server, "ann");
        await CreateRoomAsync(ann, "boathouse");
        await CreateRoomAsync(ann, "weather");
        var other = await ann.Context.NewPageAsync();
        await other.GotoAsync(ann.Url);
        await Assertions.Expect(Rooms(other, "Your rooms")).ToHaveTextAsync(["boathouse", "general", "weather"]);

        await Room(ann, "weather").ClickAsync(new() { Button = MouseButton.Right });
        await ann.GetByRole(AriaRole.Menuitem, new() { Name = "Add to favourites" }).ClickAsync();
        await Assertions.Expect(Room(ann, "weather")).ToBeFocusedAsync();
        await Room(ann, "general").FocusAsync();
        await ann.Keyboard.PressAsync("f");
        await Assertions.Expect(Room(ann, "general")).ToBeFocusedAsync();

        foreach (var page in new[] { ann, other })
        {
            await Assertions.Expect(Rooms(page, "Favourites")).ToHaveTextAsync(["general", "weather"]);
            await Assertions.Expect(Rooms(page, "Your rooms")).ToHaveTextAsync(["boathouse"]);
        }

        await ann.Keyboard.PressAsync("f");
        await other.ReloadAsync();
        await Assertions.Expect(Rooms(other, "Favourites")).ToHaveTextAsync(["weather"]);

        // Somebody else on the same device has their own.
        await ann.GetByRole(AriaRole.Button, new() { Name = "Your menu" }).ClickAsync();
        await ann.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(ann.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await ann.RegisterAsync(server.Address, "ben");
        await Assertions.Expect(ann.GetByRole(AriaRole.List, new() { Name = "Favourites" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Folded_rooms_still_show_what_is_unread_and_a_muted_room_keeps_quiet()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await browser.OpenAsync();
        var ben = await browser.OpenAsync();
        await ann.SetUpAsync(server, "ann");
        await ben.RegisterAsync(server.Address, "ben");
        await CreateRoomAsync(ann, "boathouse");
        await CreateRoomAsync(ann, "weather");

        var fold = ann.GetByRole(AriaRole.Navigation, new() { Name = "Rooms" }).GetByRole(AriaRole.Button, new() { Name = "Rooms", Exact = true });
        await Assertions.Expect(fold).ToHaveAttributeAsync("aria-expanded", "true");
        await fold.PressAsync("Enter");
        await Assertions.Expect(Rooms(ann, "Your rooms")).ToHaveTextAsync(["weather"]);
        await Assertions.Expect(ann.GetByRole(AriaRole.Button, new() { Name = "Rooms 3" })).ToHaveAttributeAsync("aria-expanded", "false");

        await ben.SayAsync("general", "Anybody there?");
        await Assertions.Expect(Room(ann, "general")).ToContainTextAsync("1 unread");
        await Assertions.Expect(ann).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex(@"^\(1\) "));
        await Assertions.Expect(ann.Locator("link[rel=icon]")).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("^data:image/svg"));

        await Room(ann, "general").FocusAsync();
        await ann.Keyboard.PressAsync("m");
        await Assertions.Expect(ann).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("^weather"));
        await Assertions.Expect(ann.Locator("link[rel=icon]")).ToHaveAttributeAsync("href", "/icon.svg");
        await Assertions.Expect(Room(ann, "general")).ToHaveCountAsync(0);
        await ann.GetByRole(AriaRole.Button, new() { Name = "Rooms 3" }).ClickAsync();
        await Assertions.Expect(Room(ann, "general")).ToContainTextAsync("muted");

        // Read by the menu, without opening it.
        await Room(ann, "general").ClickAsync(new() { Button = MouseButton.Right });
        await ann.GetByRole(AriaRole.Menuitem, new() { Name = "Mark as read" }).ClickAsync();
        await Room(ann, "general").ClickAsync(new() { Button = MouseButton.Right });
        await Assertions.Expect(ann.GetByRole(AriaRole.Menuitem, new() { Name = "Mute", Exact = true })).ToHaveCountAsync(0);
        await ann.GetByRole(AriaRole.Menuitem, new() { Name = "Unmute" }).ClickAsync();
        await Assertions.Expect(Room(ann, "general")).Not.ToContainTextAsync("unread");
    }

    private static ILocator Rooms(IPage page, string list) =>
        page.GetByRole(AriaRole.List, new() { Name = list }).Locator(".label");

    private static ILocator Room(IPage page, string name) =>
        page.GetByRole(AriaRole.Navigation, new() { Name = "Rooms" }).Locator("[data-room]").Filter(new() { HasText = name }).GetByRole(AriaRole.Link);

    private static async Task CreateRoomAsync(IPage page, string name)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "New room" }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "New room" });
        await dialog.GetByLabel("Name").FillAsync(name);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Make the room" }).ClickAsync();
        await Assertions.Expect(page.Composer(name)).ToBeVisibleAsync();
    }
}
