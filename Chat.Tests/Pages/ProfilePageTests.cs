using Chat.Contracts;
using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>What one is called, and in which colour: chosen on the page, seen at once by everybody, wherever they are.</summary>
public sealed class ProfilePageTests(Browser browser, SharedServer shared) : IClassFixture<Browser>, IClassFixture<SharedServer>
{
    [Fact]
    public async Task Name_and_colour_are_seen_at_once_by_the_other_on_the_page_and_at_a_terminal()
    {
        var ann = await browser.OpenAsync();
        var ben = await browser.OpenAsync();
        var annsAccount = await shared.PersonAsync("ann");
        await ann.SignInAsync(shared.Server.Address, annsAccount);
        await ben.SignInAsync(shared.Server.Address, await shared.PersonAsync("ben"));
        await using var terminal = await ConsoleSteps.OpenAsync(shared.Server, await shared.PersonAsync("cara"), 120, 36);
        await terminal.UntilAsync("general");
        await ann.RoomAsync("general");
        await ben.RoomAsync("general");
        var said = shared.NewName("The float is in ");
        await ann.SayAsync("general", said);
        await ben.SeesAsync(said);
        await terminal.UntilAsync(said);
        var line = ben.Locator("[data-state=sent]").Filter(new() { HasText = said });
        var before = await InkAsync(line);

        await ann.GetByRole(AriaRole.Button, new() { Name = "Your menu" }).ClickAsync();
        await ann.GetByRole(AriaRole.Menuitem, new() { Name = "Name and colour" }).ClickAsync();
        var dialog = ann.GetByRole(AriaRole.Dialog, new() { Name = "Name and colour" });
        await dialog.GetByLabel("Name", new() { Exact = true }).FillAsync("  Dr.   Møller ");
        await Assertions.Expect(dialog.Locator("[data-part=preview]")).ToContainTextAsync($"@{annsAccount.Person.Name}");
        // The colour that she has not had so far, whichever it was.
        var colours = dialog.GetByRole(AriaRole.Radiogroup, new() { Name = "Colour" });
        await colours.GetByRole(AriaRole.Radio, new() { Name = "Moss" }).CheckAsync(new() { Force = true });
        var chosen = await InkAsync(dialog.Locator("[data-part=preview] .preview-name"), self: true);
        if (chosen == before)
        {
            await colours.GetByRole(AriaRole.Radio, new() { Name = "Pink" }).CheckAsync(new() { Force = true });
            chosen = await InkAsync(dialog.Locator("[data-part=preview] .preview-name"), self: true);
        }
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);

        foreach (var page in new[] { ann, ben })
        {
            var same = page.Locator("[data-state=sent]").Filter(new() { HasText = said });
            await Assertions.Expect(same.Locator(".name")).ToHaveTextAsync("Dr. Møller");
            Assert.Equal(chosen, await InkAsync(same));
            // The user name stays, where people look her up.
            var entry = page.GetByRole(AriaRole.Complementary, new() { Name = "Members" }).GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Dr. Møller" });
            await Assertions.Expect(entry).ToContainTextAsync($"@{annsAccount.Person.Name}");
        }
        await Assertions.Expect(ann.GetByRole(AriaRole.Group, new() { Name = "You" })).ToContainTextAsync("Dr. Møller");
        await terminal.UntilAsync("Dr. Møller");

        // It holds over a reload, and is taken back whole.
        await ben.ReloadAsync();
        await Assertions.Expect(line.Locator(".name")).ToHaveTextAsync("Dr. Møller");
        await ann.GetByRole(AriaRole.Button, new() { Name = "Your menu" }).ClickAsync();
        await ann.GetByRole(AriaRole.Menuitem, new() { Name = "Name and colour" }).ClickAsync();
        await Assertions.Expect(dialog.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Dr. Møller");
        await dialog.GetByLabel("Name", new() { Exact = true }).FillAsync("");
        await colours.GetByRole(AriaRole.Radio, new() { Name = "As at first" }).CheckAsync(new() { Force = true });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(line.Locator(".name")).ToHaveTextAsync(annsAccount.Person.Name);
        Assert.Equal(before, await InkAsync(line));
    }

    [Fact]
    public async Task Name_that_is_too_long_or_hides_something_is_refused_in_the_dialog()
    {
        var ann = await browser.OpenAsync();
        await ann.SignInAsync(shared.Server.Address, await shared.PersonAsync("ann"));
        await ann.GetByRole(AriaRole.Button, new() { Name = "Your menu" }).ClickAsync();
        await ann.GetByRole(AriaRole.Menuitem, new() { Name = "Name and colour" }).ClickAsync();
        var dialog = ann.GetByRole(AriaRole.Dialog, new() { Name = "Name and colour" });
        var name = dialog.GetByLabel("Name", new() { Exact = true });
        var save = dialog.GetByRole(AriaRole.Button, new() { Name = "Save" });

        await name.FillAsync(new string('x', Limits.Default.DisplayName + 1));
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("At most");
        await Assertions.Expect(save).ToBeDisabledAsync();
        foreach (var hidden in (string[])["ann\u200B", "\u3164", "ann\u202Eb"])
        {
            await name.FillAsync(hidden);
            await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToBeEmptyAsync();
            await save.ClickAsync();
            await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).Not.ToBeEmptyAsync();
            await Assertions.Expect(name).ToHaveValueAsync(hidden);
        }
        await name.FillAsync("Ann of the harbour");
        await save.ClickAsync();
        await Assertions.Expect(ann.GetByRole(AriaRole.Group, new() { Name = "You" })).ToContainTextAsync("Ann of the harbour");
    }

    /// <summary>The colour of a name.</summary>
    private static Task<string> InkAsync(ILocator locator, bool self = false) =>
        (self ? locator : locator.Locator(".name").First).EvaluateAsync<string>("e => getComputedStyle(e).color");
}
