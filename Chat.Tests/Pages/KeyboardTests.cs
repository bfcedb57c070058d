using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>Every task by keyboard alone: the mouse is never touched, and the focus is never lost.</summary>
public sealed class KeyboardTests(Browser browser, SharedServer shared) : IClassFixture<Browser>, IClassFixture<SharedServer>
{
    private const string NewPassword = "quite another sentence";
    private IPage _page = null!;

    [Fact]
    public async Task Every_task_is_done_without_a_mouse()
    {
        await shared.RoomAsync("harbour", "Tide is at six.");
        var ann = await shared.PersonAsync("ann");
        var ben = await shared.PersonAsync("ben");
        _page = await browser.OpenAsync();
        await _page.ListenAsync();
        await _page.AddInitScriptAsync("addEventListener('pointerdown', () => { globalThis.touchedTheMouse = true; }, true)");

        await _page.GotoAsync(new Uri(shared.Server.Address, "/sign-in").ToString());
        await SignInAsync(ann.Person.Name, ServerPeople.Password);
        await FocusedAsync(_page.Composer("general"));

        await MakeARoomAsync();
        await WriteEditAndDeleteAsync();
        await RenameAsync();
        await AddAndRemoveAsync(ben.Person.Name);
        await BrowseJoinAndLeaveAsync();
        await ChooseTheDarkThemeAsync();
        await ChangePasswordAsync();

        await ChooseAsync("Your menu", "Sign out");
        await Assertions.Expect(_page.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await SignInAsync(ann.Person.Name, NewPassword);
        await Assertions.Expect(_page.GetByRole(AriaRole.Navigation, new() { Name = "Rooms" })).ToBeVisibleAsync();
        Assert.False(await _page.EvaluateAsync<bool>("!!globalThis.touchedTheMouse"));
    }

    [Fact]
    public async Task First_stop_leads_past_the_rooms_to_where_one_writes()
    {
        _page = await browser.OpenAsync();
        await _page.SignInAsync(shared.Server.Address, await shared.PersonAsync("ann"));
        await FocusedAsync(_page.Composer("general"));

        var skip = Button("To the conversation");
        await TabToAsync(skip);
        await Assertions.Expect(skip).ToBeInViewportAsync(new() { Ratio = 1 });
        await PressAsync("Enter");
        await FocusedAsync(_page.Composer("general"));
    }

    [Fact]
    public async Task Name_has_the_focus_from_the_moment_it_is_there_and_never_takes_it_from_the_password()
    {
        _page = await browser.OpenAsync();
        await _page.AddInitScriptAsync(
            """
            new MutationObserver((_, observer) => {
                const field = document.querySelector("input[name=username]");
                if (!field) return;
                observer.disconnect();
                globalThis.hadIt = document.activeElement === field;
            }).observe(document, { childList: true, subtree: true });
            """);
        await _page.GotoAsync(new Uri(shared.Server.Address, "/sign-in").ToString());
        await FocusedAsync(_page.GetByLabel("Name", new() { Exact = true }));
        Assert.True(await _page.EvaluateAsync<bool>("hadIt"));
    }

    private async Task SignInAsync(string name, string password)
    {
        await FocusedAsync(_page.GetByLabel("Name", new() { Exact = true }));
        await TypeAsync(name);
        await PressAsync("Tab");
        await TypeAsync(password);
        await PressAsync("Enter");
    }

    private async Task MakeARoomAsync()
    {
        await OpenAsync(Button("New room"), "New room");
        await FocusedAsync(_page.GetByLabel("Name", new() { Exact = true }));
        await PressAsync("Escape");
        await FocusedAsync(Button("New room"));
        await OpenAsync(Button("New room"), "New room");
        await TypeAsync("slipway");
        await TabToAsync(_page.GetByRole(AriaRole.Switch, new() { Name = "Private" }));
        await PressAsync("Space");
        await TabToAsync(Button("Make the room"));
        await PressAsync("Enter");
        await FocusedAsync(_page.Composer("slipway"));
        await Assertions.Expect(Heading("slipway")).ToContainTextAsync("private");
    }

    private async Task WriteEditAndDeleteAsync()
    {
        await TypeAsync("Typed blindly");
        await PressAsync("Enter");
        await _page.SeesAsync("Typed blindly");
        await PressAsync("ArrowUp");
        await FocusedAsync(_page.GetByRole(AriaRole.Textbox, new() { Name = "Edit message" }));
        await TypeAsync(", and mended");
        await PressAsync("Enter");
        await _page.SeesAsync("Typed blindly, and mended");
        await FocusedAsync(_page.Composer("slipway"));
        await TypeAsync("a slip");
        await PressAsync("Enter");
        await _page.SeesAsync("a slip");

        await TabToAsync(_page.GetByRole(AriaRole.Log), "Shift+Tab");
        await PressAsync("ArrowUp");
        await FocusedAsync(_page.Message("a slip"));
        await PressAsync("ArrowUp");
        await FocusedAsync(_page.Message("Typed blindly, and mended"));
        await PressAsync("c");
        await _page.HearsAsync("Link copied");
        await PressAsync("u");
        await Assertions.Expect(_page.Locator("[data-key=new]")).ToBeVisibleAsync();
        await PressAsync("ArrowDown");
        await FocusedAsync(_page.Message("a slip"));
        await PressAsync("Delete");
        await FocusedAsync(_page.GetByRole(AriaRole.Dialog, new() { Name = "Delete this message?" }).GetByRole(AriaRole.Button, new() { Name = "Delete" }));
        await PressAsync("Enter");
        await Assertions.Expect(_page.Message("a slip")).ToHaveCountAsync(0);
    }

    private async Task RenameAsync()
    {
        await ChooseAsync("Room menu", "Name and topic");
        await FocusedAsync(_page.GetByLabel("Name", new() { Exact = true }));
        await PressAsync("Control+A");
        await TypeAsync("boathouse");
        await TabToAsync(_page.GetByLabel("Topic", new() { Exact = true }));
        await TypeAsync("Keys are with Dora");
        await TabToAsync(Button("Save"));
        await PressAsync("Enter");
        await Assertions.Expect(Heading("boathouse")).ToBeVisibleAsync();
        await Assertions.Expect(_page.Locator("[data-part=topic]")).ToHaveTextAsync("Keys are with Dora");
        await FocusedAsync(Button("Room menu"));
    }

    private async Task AddAndRemoveAsync(string name)
    {
        await ChooseAsync("Room menu", "Add people");
        await FocusedAsync(_page.GetByRole(AriaRole.Searchbox, new() { Name = "Find people" }));
        await TypeAsync(name);
        await Assertions.Expect(Button($"Add {name}")).ToBeVisibleAsync();
        await TabToAsync(Button($"Add {name}"));
        await PressAsync("Enter");
        await Assertions.Expect(_page.GetByRole(AriaRole.Dialog).GetByText("In the room")).ToBeVisibleAsync();
        await TabToAsync(Button("Done"));
        await PressAsync("Enter");
        await Assertions.Expect(Button("2 members")).ToBeVisibleAsync();

        var members = _page.GetByRole(AriaRole.Complementary, new() { Name = "Members" });
        if (await Button("2 members").GetAttributeAsync("aria-pressed") == "false")
        {
            await TabToAsync(Button("2 members"));
            await PressAsync("Enter");
        }
        await Assertions.Expect(members.GetByText(name)).ToBeVisibleAsync();
        await ChooseAsync($"What to do with {name}", "Remove from the room");
        await TabToAsync(_page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove" }));
        await PressAsync("Enter");
        await Assertions.Expect(members.GetByText(name)).ToHaveCountAsync(0);
    }

    private async Task BrowseJoinAndLeaveAsync()
    {
        await OpenAsync(Button("Browse rooms"), "Rooms");
        await FocusedAsync(_page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a room" }));
        await TypeAsync("harb");
        await Assertions.Expect(Button("Join harbour")).ToBeVisibleAsync();
        await TabToAsync(Button("Join harbour"));
        await PressAsync("Enter");
        await _page.SeesAsync("Tide is at six.");
        await Assertions.Expect(_page.Composer("harbour")).ToBeVisibleAsync();
        await ChooseAsync("Room menu", "Leave the room");
        await TabToAsync(_page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Leave" }));
        await PressAsync("Enter");
        await Assertions.Expect(_page.GetByRole(AriaRole.List, new() { Name = "Your rooms" }).GetByText("harbour")).ToHaveCountAsync(0);

        await TabToAsync(_page.GetByRole(AriaRole.Navigation, new() { Name = "Rooms" }).GetByRole(AriaRole.Link, new() { Name = "boathouse" }));
        await PressAsync("Enter");
        await Assertions.Expect(Heading("boathouse")).ToBeVisibleAsync();
    }

    private async Task ChooseTheDarkThemeAsync()
    {
        await ChooseAsync("Your menu", "Settings");
        var dark = _page.GetByRole(AriaRole.Radio, new() { Name = "Dark" });
        await TabToAsync(_page.GetByRole(AriaRole.Radiogroup, new() { Name = "Theme" }).GetByRole(AriaRole.Radio, new() { Checked = true }));
        await PressAsync("ArrowRight");
        await PressAsync("ArrowRight");
        await Assertions.Expect(dark).ToBeCheckedAsync();
        Assert.Equal("dark", await _page.EvaluateAsync<string>("getComputedStyle(document.documentElement).colorScheme"));
        await PressAsync("Escape");
        await FocusedAsync(Button("Your menu"));
    }

    private async Task ChangePasswordAsync()
    {
        await ChooseAsync("Your menu", "Change password");
        await FocusedAsync(_page.GetByLabel("Current", new() { Exact = true }));
        await TypeAsync(ServerPeople.Password);
        await PressAsync("Tab");
        await TypeAsync(NewPassword);
        await PressAsync("Enter");
        await Assertions.Expect(_page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await FocusedAsync(Button("Your menu"));
    }

    private ILocator Button(string name) => _page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First;

    private ILocator Heading(string name) => _page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 });

    private static Task FocusedAsync(ILocator locator) => Assertions.Expect(locator).ToBeFocusedAsync();

    private Task PressAsync(string key) => _page.Keyboard.PressAsync(key);

    private Task TypeAsync(string text) => _page.Keyboard.TypeAsync(text);

    /// <summary>Presses Tab until the focus is there: it comes round, so it never has to be pressed more often than there are stops.</summary>
    private async Task TabToAsync(ILocator locator, string key = "Tab")
    {
        for (var stops = 0; stops < 120; stops++)
        {
            if (await locator.EvaluateAsync<bool>("(element) => element === document.activeElement")) return;
            await PressAsync(key);
        }
        Assert.Fail($"{key} never leads to {locator}.");
    }

    private async Task OpenAsync(ILocator button, string dialog)
    {
        await TabToAsync(button);
        await PressAsync("Enter");
        await Assertions.Expect(_page.GetByRole(AriaRole.Dialog, new() { Name = dialog })).ToBeVisibleAsync();
    }

    /// <summary>Opens a menu and goes down to one of its items.</summary>
    private async Task ChooseAsync(string menu, string item)
    {
        await TabToAsync(Button(menu));
        await PressAsync("Enter");
        var chosen = _page.GetByRole(AriaRole.Menuitem, new() { Name = item });
        await FocusedAsync(_page.GetByRole(AriaRole.Menuitem).First);
        await TabToAsync(chosen, "ArrowDown");
        await PressAsync("Enter");
    }
}
