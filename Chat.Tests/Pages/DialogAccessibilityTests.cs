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
        await ToTheMembersAsync(page);
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
    public async Task What_an_owner_is_asked_and_what_goes_wrong(int width)
    {
        var page = await OpenAsync(width);
        var ann = await Shared.PersonAsync("ann");
        var ben = await Shared.PersonAsync("ben");
        await using var elsewhere = await Shared.Server.ConnectAsync(ann);
        var room = (await elsewhere.CreateRoomAsync(Shared.NewName("slipway"), cancellationToken: Token).Within()).Value().Room;
        (await elsewhere.AddMemberAsync(room, ben.Person.Id, Token).Within()).Value();
        await page.SignInAsync(Server, ann);
        await page.GotoAsync(At($"/rooms/{room}"));
        await Assertions.Expect(page.Composer("slipway")).ToBeVisibleAsync();
        var inspection = new Inspection(page);
        var dialog = page.GetByRole(AriaRole.Dialog);
        var menu = page.GetByRole(AriaRole.Menuitem);

        await ChooseAsync("Room menu", "Name and topic");
        await DialogAsync("name and topic as an owner");
        await ChooseAsync("Room menu", "Go to a day");
        await dialog.GetByLabel("Number or link").FillAsync("999999");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Go", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.GetByText("The newest message has the number")).ToBeVisibleAsync();
        await DialogAsync("go to a number that is not there");

        await ToTheMembersAsync(page);
        var about = page.GetByRole(AriaRole.Button, new() { Name = $"What to do with {ben.Person.Name}" });
        await about.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(menu.First).ToBeFocusedAsync();
        await inspection.LookAsync("menu of a member");
        await menu.Filter(new() { HasText = "Remove from the room" }).ClickAsync();
        await DialogAsync("remove somebody?");
        if (width < 720) await page.GetByRole(AriaRole.Button, new() { Name = "Close members" }).ClickAsync();

        await page.Composer("slipway").FillAsync(new string('x', 20_000));
        await Assertions.Expect(page.GetByText("Too long by")).ToBeVisibleAsync();
        await inspection.LookAsync("too long a text");
        await page.SayAsync("slipway", "mine");
        await page.SeesAsync("mine");
        var mine = Guid.Parse((await page.Message("mine").GetAttributeAsync("data-key"))!);
        await page.Keyboard.PressAsync("ArrowUp");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Edit message" }).FillAsync("mine, mended");
        (await elsewhere.EditMessageAsync(room, mine, 1, "changed", Token).Within()).Value();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "It was changed elsewhere" })).ToBeVisibleAsync();
        await inspection.LookAsync("edit that met another");
        await page.Keyboard.PressAsync("Escape");

        await ToTheRoomsAsync(page, width);
        await page.Locator($"[data-room='{room}']").GetByRole(AriaRole.Button).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(menu.First).ToBeFocusedAsync();
        await inspection.LookAsync("menu of a room");
        await page.Keyboard.PressAsync("Escape");
        await page.RouteAsync("**/index.html", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<html></html>" }));
        await page.EvaluateAsync("() => { dispatchEvent(new Event('offline')); dispatchEvent(new Event('online')); }");
        await Assertions.Expect(page.GetByRole(AriaRole.Status, new() { Name = "Version" }).GetByRole(AriaRole.Button)).ToBeVisibleAsync();
        await inspection.LookAsync("a new version");

        await page.Context.SetOfflineAsync(true);
        await ChooseAsync("Your menu", "Sign out");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Sign out here" })).ToBeVisibleAsync();
        await inspection.LookAsync("sign out now?");
        await inspection.TabAsync("sign out now?", "dialog");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Sign out here" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Signed out on this device" })).ToBeVisibleAsync();
        await inspection.LookAsync("signed out on this device");

        inspection.NothingIsWrong();

        async Task ChooseAsync(string button, string item)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
            await menu.Filter(new() { HasText = item }).First.ClickAsync();
            await Assertions.Expect(dialog).ToBeVisibleAsync();
        }

        async Task DialogAsync(string view)
        {
            await Assertions.Expect(dialog).ToBeVisibleAsync();
            await inspection.LookAsync(view);
            await inspection.TabAsync(view, "dialog");
            await page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(dialog).ToHaveCountAsync(0);
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
        await ToTheMembersAsync(page);
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
