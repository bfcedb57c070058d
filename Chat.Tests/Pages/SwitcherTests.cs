using Chat.Client;
using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>Going to a room by a few letters.</summary>
public sealed class SwitcherTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task A_few_letters_and_Enter_lead_to_a_room_and_what_is_unread_comes_first()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await browser.OpenAsync();
        await ann.SetUpAsync(server, "ann");
        var ben = await server.RegisterAsync("ben");
        await using var bens = await server.ConnectAsync(ben);
        foreach (var name in (string[])["regatta", "repairs", "spare-oars", "tide-gauge"]) await bens.RoomOfBothAsync(name, ann);
        var repairs = (await bens.UntilAsync(s => s.Heads.Values.Any(h => h.Header?.Name == "repairs"))).Heads.Values.First(h => h.Header?.Name == "repairs").Room;
        (await bens.PostAndWaitAsync(repairs, "The rudder is off.", TestContext.Current.CancellationToken)).Value();
        await Assertions.Expect(ann.GetByRole(AriaRole.Link, new() { Name = "repairs 1 unread" })).ToBeVisibleAsync();

        await ann.Composer("general").FillAsync("half a sentence");
        await ann.Keyboard.PressAsync("Control+k");
        var field = ann.GetByRole(AriaRole.Combobox, new() { Name = "A room or a person" });
        await Assertions.Expect(field).ToBeFocusedAsync();
        await ann.Keyboard.TypeAsync("re");

        // Words that begin so come first, among them what is unread; the letters are marked.
        var options = ann.GetByRole(AriaRole.Listbox).GetByRole(AriaRole.Option);
        await Assertions.Expect(options.Nth(0)).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^repairs"));
        await Assertions.Expect(options.Nth(0)).ToContainTextAsync("1 unread");
        await Assertions.Expect(options.Nth(0).Locator("mark")).ToHaveTextAsync("re");
        await Assertions.Expect(options.Nth(1)).ToHaveTextAsync("regatta");
        await Assertions.Expect(options.Nth(2)).ToHaveTextAsync("spare-oars");
        await Assertions.Expect(options.Nth(0)).ToHaveAttributeAsync("aria-selected", "true");
        Assert.Equal(await options.Nth(0).GetAttributeAsync("id"), await field.GetAttributeAsync("aria-activedescendant"));

        await ann.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(options.Nth(1)).ToHaveAttributeAsync("aria-selected", "true");
        Assert.Equal(await options.Nth(1).GetAttributeAsync("id"), await field.GetAttributeAsync("aria-activedescendant"));
        await ann.Keyboard.PressAsync("ArrowUp");
        await ann.Keyboard.PressAsync("Enter");

        await Assertions.Expect(ann.GetByRole(AriaRole.Heading, new() { Name = "repairs", Level = 1 })).ToBeVisibleAsync();
        await Assertions.Expect(ann.Composer("repairs")).ToBeFocusedAsync();
        await ann.SeesAsync("The rudder is off.");

        // Before anything is typed, where one was last is the first to go to.
        await ann.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(options.Nth(0)).ToHaveTextAsync("general");
        await ann.Keyboard.PressAsync("Enter");
        await Assertions.Expect(ann.Composer("general")).ToHaveValueAsync("half a sentence");
    }

    [Fact]
    public async Task Escape_gives_the_focus_back_and_rooms_that_can_be_joined_are_found()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await browser.OpenAsync();
        await ann.SetUpAsync(server, "ann");
        await using (var bens = await server.ConnectAsync(await server.RegisterAsync("ben")))
        {
            (await bens.CreateRoomAsync("novices", null, false, TestContext.Current.CancellationToken)).Value();
            (await bens.CreateRoomAsync("novices-secret", null, true, TestContext.Current.CancellationToken)).Value();
        }

        await ann.Composer("general").FocusAsync();
        await ann.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(ann.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await ann.Keyboard.PressAsync("Escape");
        await Assertions.Expect(ann.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(ann.Composer("general")).ToBeFocusedAsync();

        await ann.GetByRole(AriaRole.Button, new() { Name = "Go to…" }).ClickAsync();
        await ann.Keyboard.TypeAsync("novice");
        var group = ann.GetByRole(AriaRole.Group, new() { Name = "Rooms to join" });
        await Assertions.Expect(group.GetByRole(AriaRole.Option)).ToHaveTextAsync(["novices"]);
        await ann.Keyboard.PressAsync("Enter");
        await Assertions.Expect(ann.GetByRole(AriaRole.Button, new() { Name = "Join the room" })).ToBeVisibleAsync();

        // People are found too, also those whom one never met; choosing somebody shows who that is.
        await ann.Keyboard.PressAsync("Control+k");
        await ann.Keyboard.TypeAsync("be");
        await Assertions.Expect(ann.GetByRole(AriaRole.Group, new() { Name = "People" }).GetByRole(AriaRole.Option).Locator("b")).ToHaveTextAsync(["ben"]);
        await ann.Keyboard.PressAsync("Enter");
        await Assertions.Expect(ann.GetByRole(AriaRole.Dialog, new() { Name = "ben" })).ToBeVisibleAsync();
        await ann.Keyboard.PressAsync("Escape");

        await ann.Keyboard.PressAsync("Control+k");
        await ann.Keyboard.TypeAsync("no such place at all");
        await Assertions.Expect(ann.GetByText("Nothing here has that in its name.")).ToBeVisibleAsync();
    }
}

internal static class SwitcherSteps
{
    /// <summary>Makes a room and lets the person at a page join it.</summary>
    public static async Task<Guid> RoomOfBothAsync(this ChatConnection owner, string name, IPage other)
    {
        var room = (await owner.CreateRoomAsync(name, null, false, TestContext.Current.CancellationToken)).Value().Room;
        await other.GotoAsync(new Uri(new Uri(other.Url), $"/rooms/{room}").ToString());
        await other.GetByRole(AriaRole.Button, new() { Name = "Join the room" }).ClickAsync();
        await Assertions.Expect(other.Composer(name)).ToBeVisibleAsync();
        await other.RoomAsync("general");
        return room;
    }
}
