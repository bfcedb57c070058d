using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>Every dialog and menu against WCAG 2.2 AA, and the page as those see it who read from right to left.</summary>
public sealed class DialogAccessibilityTests(Browser browser, SharedServer shared) : AccessibleViews(browser, shared)
{
    [Theory, MemberData(nameof(Widths))]
    public async Task Dialogs_and_menus(int width)
    {
        var (page, _, room, ben) = await InARoomAsync(width);
        await using var owned = ben;
        await ben.SaysAsync(room, "said");
        await page.SayAsync("slipway", "mine");
        await page.SeesAsync("mine");
        var inspection = new Inspection(page);

        // Where everything is at hand in a wide window, a narrow one has the list of rooms first.
        await ToTheRoomsAsync(page, width);
        await inspection.LookAsync("rooms");
        await inspection.TabAsync("rooms");
        await DialogAsync("New room", () => page.GetByRole(AriaRole.Button, new() { Name = "New room" }).First.ClickAsync());
        await DialogAsync("Rooms", () => page.GetByRole(AriaRole.Button, new() { Name = "Browse rooms" }).First.ClickAsync());
        await ItemsAsync("Your menu", "Name and colour", "Settings", "Change password");
        await DialogAsync("Go to", () => page.Keyboard.PressAsync("Control+k"));
        await DialogAsync("Keys", () => page.Keyboard.PressAsync("Control+/"));

        await page.GotoAsync(At($"/rooms/{room}"));
        await page.SeesAsync("mine");
        await ItemsAsync("Room menu", "Topic", "Add people", "Go to a day", "Leave the room");
        await DialogAsync("ben", () => page.GetByRole(AriaRole.Log).GetByRole(AriaRole.Button, new() { Name = "ben" }).First.ClickAsync());
        await page.Message("mine").FocusAsync();
        await DialogAsync("Delete this message?", () => page.Keyboard.PressAsync("Delete"));
        if (!await page.GetByRole(AriaRole.Complementary, new() { Name = "Members" }).IsVisibleAsync())
            await page.GetByRole(AriaRole.Button, new() { Name = "members" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Complementary, new() { Name = "Members" })).ToBeVisibleAsync();
        await inspection.LookAsync("members");

        inspection.NothingIsWrong();

        async Task DialogAsync(string name, Func<Task> open)
        {
            await open();
            var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = name });
            await Assertions.Expect(dialog).ToBeVisibleAsync();
            await inspection.LookAsync($"dialog {name}");
            await inspection.TabAsync($"dialog {name}", "dialog");
            await dialog.PressAsync("Escape");
            await Assertions.Expect(dialog).ToHaveCountAsync(0);
        }

        // A menu itself, then the dialogs that its items open.
        async Task ItemsAsync(string menu, params string[] names)
        {
            var items = page.GetByRole(AriaRole.Menuitem);
            await page.GetByRole(AriaRole.Button, new() { Name = menu }).ClickAsync();
            await Assertions.Expect(items.First).ToBeFocusedAsync();
            await inspection.LookAsync(menu);
            await page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(items).ToHaveCountAsync(0);
            foreach (var name in names)
            {
                await page.GetByRole(AriaRole.Button, new() { Name = menu }).ClickAsync();
                await items.Filter(new() { HasText = name }).First.ClickAsync();
                var dialog = page.GetByRole(AriaRole.Dialog);
                await Assertions.Expect(dialog).ToBeVisibleAsync();
                await inspection.LookAsync($"{menu}, {name}");
                await inspection.TabAsync($"{menu}, {name}", "dialog");
                await page.Keyboard.PressAsync("Escape");
                await Assertions.Expect(dialog).ToHaveCountAsync(0);
            }
        }
    }

    [Theory, MemberData(nameof(Widths))]
    public async Task From_right_to_left(int width)
    {
        var (page, _, room, ben) = await InARoomAsync(width);
        await using var owned = ben;
        await ben.SaysAsync(room, "The float is in, see https://example.org/float for how.", "ممتاز، شكرًا جزيلاً!", "```js\nconst float = 1; // a line that is far too long for a narrow screen, and scrolls within itself\n```");
        await page.SayAsync("slipway", "mine");
        await page.SeesAsync("mine");
        // Its words are turned round, so that views are found by their roles and names of people alone.
        await page.EvaluateAsync("localStorage.setItem('language', 'ar-XB')");
        await page.ReloadAsync();
        await page.SeesAsync("mine");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
        var inspection = new Inspection(page);

        await page.Message("mine").FocusAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Log).GetByRole(AriaRole.Toolbar)).ToBeVisibleAsync();
        await inspection.LookAsync("message at hand");
        await inspection.TabAsync("conversation");
        foreach (var keys in (string[])["Control+k", "Control+/"])
        {
            await page.Keyboard.PressAsync(keys);
            await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            await inspection.LookAsync($"dialog behind {keys}");
            await inspection.TabAsync($"dialog behind {keys}", "dialog");
            await page.GetByRole(AriaRole.Dialog).PressAsync("Escape");
            await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        }
        await page.GetByRole(AriaRole.Log).GetByRole(AriaRole.Button, new() { Name = "ben" }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await inspection.LookAsync("person");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        if (!await page.GetByRole(AriaRole.Complementary).IsVisibleAsync()) await page.Locator("header button[aria-pressed]").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Complementary)).ToBeVisibleAsync();
        await inspection.LookAsync("members");
        await page.GotoAsync(At("/"));
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "slipway" })).ToBeVisibleAsync();
        await inspection.LookAsync("rooms");
        await inspection.TabAsync("rooms");

        var gate = await OpenAsync(width);
        await gate.GotoAsync(At("/sign-in?language=ar-XB"));
        await Assertions.Expect(gate.Locator("input[name=username]")).ToBeVisibleAsync();
        var atGate = new Inspection(gate);
        await atGate.LookAsync("sign-in");
        await atGate.TabAsync("sign-in");

        atGate.NothingIsWrong();
        inspection.NothingIsWrong();
    }
}
