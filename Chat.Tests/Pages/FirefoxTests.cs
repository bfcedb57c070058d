using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>What people do most, in Firefox; the other person is in Chromium or at a terminal.</summary>
[Collection(nameof(Firefox))]
public sealed class FirefoxTests(Firefox firefox, Browser chromium, SharedServer shared) : IClassFixture<SharedServer>
{
    private ServerProcess Server => shared.Server;

    [Fact]
    public async Task Firefox_Chromium_and_a_terminal_hear_each_other()
    {
        var ann = await SignedInAsync(firefox, "ann");
        var ben = await SignedInAsync(chromium, "ben");
        await using var terminal = await ConsoleSteps.OpenAsync(Server, await shared.PersonAsync("cara"), 120, 36);
        await terminal.UntilAsync("general");

        await ann.SayAsync("general", "The float is in.");
        await ben.SeesAsync("The float is in.");
        await terminal.UntilAsync("The float is in.");
        await ben.SayAsync("general", "Who has the laminator?");
        await ann.SeesAsync("Who has the laminator?");
        await terminal.UntilAsync("Who has the laminator?");
        await terminal.SayAsync("I have it, 在船台.");
        await ann.SeesAsync("I have it, 在船台.");
        await ben.SeesAsync("I have it, 在船台.");
        Assert.Equal(await ben.ShownAsync(), await ann.ShownAsync());
    }

    [Fact]
    public async Task What_is_written_without_a_server_waits_over_a_reload_and_goes_out_in_order()
    {
        var ann = await SignedInAsync(firefox, "ann");
        var ben = await SignedInAsync(chromium, "ben");
        await ann.SayAsync("general", "before");
        await ben.SeesAsync("before");
        await ann.SeesAsync("before");

        await Server.KillAsync();
        for (var i = 1; i <= 3; i++) await ann.SayAsync("general", $"while it was away {i}");
        await Assertions.Expect(ann.Locator("[data-state=waiting], [data-state=sending]")).ToHaveCountAsync(3);
        await Assertions.Expect(ann.GetByRole(AriaRole.Status, new() { Name = "Connection" })).ToContainTextAsync("3 messages wait here");
        await Server.StartAsync();

        for (var i = 1; i <= 3; i++) await ben.SeesAsync($"while it was away {i}");
        for (var i = 1; i <= 3; i++) await ann.SeesAsync($"while it was away {i}");
        await Assertions.Expect(ann.GetByRole(AriaRole.Status, new() { Name = "Connection" })).ToBeEmptyAsync();
        Assert.Equal(await ben.ShownAsync(), await ann.ShownAsync());
        await ann.ReloadAsync();
        await ann.SeesAsync("while it was away 3");
    }

    [Fact]
    public async Task A_long_room_is_read_to_its_top()
    {
        var room = await shared.RoomAsync("archive", Enumerable.Range(1, 300).Select(i => $"entry {i} of the log"));
        var ann = await SignedInAsync(firefox, "ann");
        await ann.GotoAsync(new Uri(Server.Address, $"/rooms/{room}").ToString());
        await ann.SeesAsync("entry 300 of the log");

        await ann.ScrollToTopAsync("entry 1 of the log");

        var shown = await ann.ShownAsync();
        Assert.Equal(shown.Select(m => m.Number), Enumerable.Range((int)shown[0].Number, shown.Count).Select(n => (long)n));
    }

    [Fact]
    public async Task Keys_alone_sign_in_say_edit_and_delete()
    {
        var person = await shared.PersonAsync("ann");
        var ann = await firefox.OpenAsync();
        await ann.GotoAsync(new Uri(Server.Address, "/sign-in").ToString());
        await Assertions.Expect(ann.GetByLabel("Name", new() { Exact = true })).ToBeFocusedAsync();
        await ann.Keyboard.TypeAsync(person.Person.Name);
        await ann.Keyboard.PressAsync("Tab");
        await ann.Keyboard.TypeAsync(ServerPeople.Password);
        await ann.Keyboard.PressAsync("Enter");

        // Without a pointer, as here, the page leaves the focus where it was: the first stop of Tab leads to the composer.
        var skip = ann.GetByRole(AriaRole.Button, new() { Name = "To the conversation" });
        await Assertions.Expect(ann.Composer("general")).ToBeVisibleAsync();
        for (var stops = 0; stops < 60 && !await skip.EvaluateAsync<bool>("(element) => element === document.activeElement"); stops++)
            await ann.Keyboard.PressAsync("Tab");
        await ann.Keyboard.PressAsync("Enter");
        await Assertions.Expect(ann.Composer("general")).ToBeFocusedAsync();
        await ann.Keyboard.TypeAsync("Typed blindly");
        await ann.Keyboard.PressAsync("Enter");
        await ann.SeesAsync("Typed blindly");
        await ann.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(ann.GetByRole(AriaRole.Textbox, new() { Name = "Edit message" })).ToBeFocusedAsync();
        await ann.Keyboard.TypeAsync(", and mended");
        await ann.Keyboard.PressAsync("Enter");
        await ann.SeesAsync("Typed blindly, and mended");
        await Assertions.Expect(ann.Composer("general")).ToBeFocusedAsync();

        // Back over what can be done with the last message, and its author's name.
        var log = ann.GetByRole(AriaRole.Log);
        for (var stops = 0; stops < 20 && !await log.EvaluateAsync<bool>("(element) => element === document.activeElement"); stops++)
            await ann.Keyboard.PressAsync("Shift+Tab");
        await Assertions.Expect(log).ToBeFocusedAsync();
        await ann.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(ann.Message("Typed blindly, and mended")).ToBeFocusedAsync();
        await ann.Keyboard.PressAsync("Delete");
        await Assertions.Expect(ann.GetByRole(AriaRole.Dialog, new() { Name = "Delete this message?" })).ToBeVisibleAsync();
        await ann.Keyboard.PressAsync("Enter");
        await Assertions.Expect(ann.Message("Typed blindly")).ToHaveCountAsync(0);
    }

    private async Task<IPage> SignedInAsync(PlaywrightBrowser browser, string name)
    {
        var page = await browser.OpenAsync();
        await page.SignInAsync(Server.Address, await shared.PersonAsync(name));
        return page;
    }
}
