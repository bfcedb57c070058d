using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>Every view against WCAG 2.2 AA and the rules beyond it: light and dark, wide and at 320 px, which is also 1280 px at 400 % zoom.</summary>
public sealed class AccessibilityTests(Browser browser, SharedServer shared) : AccessibleViews(browser, shared)
{
    [Theory, MemberData(nameof(Widths))]
    public async Task Ways_in(int width)
    {
        var page = await OpenAsync(width);
        var inspection = new Inspection(page);

        await page.GotoAsync(At("/sign-in"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "." }).First).ToBeVisibleAsync();
        await inspection.LookAsync("sign-in with a fault");
        await inspection.TabAsync("sign-in");
        await page.GotoAsync(At("/register"));
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Make an account" })).ToBeVisibleAsync();
        await inspection.LookAsync("register");

        await page.RouteAsync("**/api/state", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = """{"name":"Regatta","needsSetUp":true,"registrationOpen":false}""",
        }));
        await page.GotoAsync(At("/set-up"));
        await Assertions.Expect(page.GetByLabel("Set-up code")).ToBeVisibleAsync();
        await inspection.LookAsync("set-up");
        await page.GotoAsync(At("/sign-in"));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Almost there" })).ToBeVisibleAsync();
        await inspection.LookAsync("sign-in before the set-up");
        await page.RouteAsync("**/api/**", route => route.AbortAsync());
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToBeVisibleAsync();
        await inspection.LookAsync("server can't be reached");

        inspection.NothingIsWrong();
    }

    [Theory, MemberData(nameof(Widths))]
    public async Task Letting_a_device_in(int width)
    {
        var page = await OpenAsync(width);
        await page.SignInAsync(Server, await Shared.PersonAsync("ann"));
        using var http = new HttpClient { BaseAddress = Server };
        var begun = await http.BeginDeviceAsync();
        var inspection = new Inspection(page);

        await page.GotoAsync(At("/devices"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Type the code that the device shows.")).ToBeVisibleAsync();
        await inspection.LookAsync("no code");
        await inspection.TabAsync("code");
        await page.GetByLabel("Code").FillAsync(begun.UserCode);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Let this device in?" })).ToBeFocusedAsync();
        await inspection.LookAsync("let this device in?");
        await inspection.TabAsync("let this device in?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The device is let in" })).ToBeFocusedAsync();
        await inspection.LookAsync("let in");

        inspection.NothingIsWrong();
    }

    [Theory, MemberData(nameof(Widths))]
    public async Task Conversation_in_all_its_states(int width)
    {
        var (page, ann, room, ben) = await InARoomAsync(width);
        await using var _ = ben;
        var inspection = new Inspection(page);
        await inspection.LookAsync("empty room");

        await ben.SaysAsync(room, "The float is in, see https://example.org/float for how.", "Twice:\n```js\nconst float = 1; // a line that is far too long for a narrow screen, and scrolls within itself\n```", "This goes again.");
        var gone = (await ben.PostAndWaitAsync(room, "mistake", Token).Within()).Value();
        (await ben.DeleteMessageAsync(room, gone.Id, Token).Within()).Value();
        (await ben.SetTopicAsync(room, "Boats", Token).Within()).Value();
        await page.SayAsync("slipway", "mine");
        await page.SeesAsync("mine");
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Edit message" })).ToBeFocusedAsync();
        await inspection.LookAsync("editing");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Edit message" }).FillAsync("mine, mended");
        await page.Keyboard.PressAsync("Enter");
        await page.SeesAsync("mine, mended");
        await inspection.LookAsync("busy room");
        await page.Message("mine, mended").FocusAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Toolbar, new() { Name = "Message" })).ToBeVisibleAsync();
        await inspection.LookAsync("message at hand");
        await inspection.TabAsync("busy room");

        await page.Context.SetOfflineAsync(true);
        await page.SayAsync("slipway", "from the tunnel");
        await Assertions.Expect(page.Locator("[data-state=waiting], [data-state=sending]")).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByRole(AriaRole.Status, new() { Name = "Connection" })).Not.ToBeEmptyAsync();
        await inspection.LookAsync("with a message that waits");
        (await ben.RemoveMemberAsync(room, ann.Person.Id, Token).Within()).Value();
        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.Locator("[data-state=refused]")).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Join the room" })).ToBeVisibleAsync();
        await inspection.LookAsync("not sent, and reading along");
        await inspection.TabAsync("not sent, and reading along");

        inspection.NothingIsWrong();
    }

    [Theory, MemberData(nameof(Widths))]
    public async Task Before_the_server_answers(int width)
    {
        var page = await OpenAsync(width);
        await page.RouteWebSocketAsync("**/chat**", _ => { });
        await page.GotoAsync(At("/sign-in"));
        await page.FillAccountAsync((await Shared.PersonAsync("ann")).Person.Name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "ChatService" })).ToHaveCountAsync(1);
        var inspection = new Inspection(page);

        await inspection.LookAsync("home before the server answers");
        await page.GotoAsync(At("/no/such/place"));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No such place" })).ToBeVisibleAsync();
        await inspection.LookAsync("no such place before the server answers");
        await page.GotoAsync(At($"/rooms/{Guid.CreateVersion7()}"));
        await Assertions.Expect(page.Locator("main")).ToHaveCountAsync(1);
        await inspection.LookAsync("a room before the server answers");

        inspection.NothingIsWrong();
    }

    [Theory, MemberData(nameof(Widths))]
    public async Task Places_that_are_not_there(int width)
    {
        var page = await OpenAsync(width);
        await page.SignInAsync(Server, await Shared.PersonAsync("ann"));
        var inspection = new Inspection(page);

        await page.GotoAsync(At("/no/such/place"));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No such place" })).ToBeVisibleAsync();
        await inspection.LookAsync("no such place");
        await page.GotoAsync(At($"/rooms/{Guid.CreateVersion7()}"));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No such room" })).ToBeVisibleAsync();
        await inspection.LookAsync("no such room");

        inspection.NothingIsWrong();
    }

    [Theory, InlineData("iPhone 13"), InlineData("Pixel 7")]
    public async Task Fingers_hit_what_they_aim_at(string device)
    {
        var (page, _, room, ben) = await InARoomAsync(await Browser.OpenPhoneAsync(device));
        await using var owned = ben;
        await ben.SaysAsync(room, "said");
        var inspection = new Inspection(page);
        await page.SayAsync("slipway", "mine");
        await page.SeesAsync("mine");
        await page.Message("mine").Locator("[data-part=text]").TapAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Toolbar, new() { Name = "Message" })).ToBeVisibleAsync();
        await inspection.TouchAsync("conversation");
        await page.GetByRole(AriaRole.Button, new() { Name = "Room menu" }).TapAsync();
        await inspection.TouchAsync("room menu");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "members" }).TapAsync();
        await inspection.TouchAsync("members");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close members" }).TapAsync();
        await page.WaitForFunctionAsync("() => !history.state?.sheet");
        await ToTheRoomsAsync(page, 0);
        await inspection.TouchAsync("rooms");
        await page.GetByRole(AriaRole.Button, new() { Name = "New room" }).First.TapAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await inspection.TouchAsync("new room");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Browse rooms" }).First.TapAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "general" }).Last).ToBeVisibleAsync();
        await inspection.TouchAsync("public rooms");

        inspection.NothingIsWrong();
    }

    [Fact]
    public async Task Nothing_moves_for_those_who_asked_for_stillness()
    {
        var (page, _, room, ben) = await InARoomAsync(1280);
        await using var owned = ben;
        const string moving = "document.getAnimations().filter((each) => each.playState === 'running').length";

        ben.Open(room);
        await ben.TypesUntilAsync(room, page.WaitForFunctionAsync($"() => document.querySelector('[data-part=typing]').textContent.includes('is typing') && {moving} !== 0", null, new() { Timeout = 60_000 }));
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        Assert.Equal(0, await page.EvaluateAsync<int>(moving));
    }
}
