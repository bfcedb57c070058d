using Chat.Contracts;
using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>What people do with rooms, each seen at once by whom it concerns, and what they are told when it can't be done.</summary>
public sealed class RoomTasksTests(Browser browser, SharedServer shared) : IClassFixture<Browser>, IClassFixture<SharedServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Public_room_is_made_found_joined_renamed_and_left_and_both_see_it()
    {
        var (ann, _) = await ComeAsync("ann");
        var (ben, bens) = await ComeAsync("ben");
        var name = shared.NewName("slipway");

        await CreateAsync(ann, name, topic: "Boats that go out");
        await Assertions.Expect(ann.Locator("[data-part=topic]")).ToHaveTextAsync("Boats that go out");
        await Assertions.Expect(Listed(ann, name)).ToHaveAttributeAsync("aria-current", "page");

        // Found by a part of its name, and read before one is in it.
        await ben.GetByRole(AriaRole.Button, new() { Name = "Browse rooms" }).First.ClickAsync();
        var dialog = ben.GetByRole(AriaRole.Dialog, new() { Name = "Rooms" });
        await dialog.GetByLabel("Find a room").FillAsync(name[..6]);
        var entry = dialog.GetByRole(AriaRole.Listitem).Filter(new() { HasText = name });
        await Assertions.Expect(entry).ToContainTextAsync("1 member");
        await Assertions.Expect(entry).ToContainTextAsync("Boats that go out");
        await entry.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(ben.GetByText("You are reading along.")).ToBeVisibleAsync();
        await Assertions.Expect(ben.Locator("[data-state=notice]")).ToHaveCountAsync(1);
        await Assertions.Expect(Listed(ben, name)).ToHaveCountAsync(0);

        await ben.GetByRole(AriaRole.Button, new() { Name = "Browse rooms" }).First.ClickAsync();
        await dialog.GetByLabel("Find a room").FillAsync(name);
        await dialog.GetByRole(AriaRole.Button, new() { Name = $"Join {name}" }).ClickAsync();
        await Assertions.Expect(ben.Composer(name)).ToBeVisibleAsync();
        await Assertions.Expect(Listed(ben, name)).ToBeVisibleAsync();
        await Assertions.Expect(Member(ann, bens)).ToBeVisibleAsync();
        await Assertions.Expect(ann.GetByRole(AriaRole.Button, new() { Name = "2 members" })).ToBeVisibleAsync();

        // Its owner gives it another name; a member another topic.
        var second = shared.NewName("boathouse");
        await MenuAsync(ann, "Name and topic");
        await ann.GetByRole(AriaRole.Dialog).GetByLabel("Name").FillAsync(second);
        await ann.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(ann.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        foreach (var page in new[] { ann, ben })
        {
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = second })).ToBeVisibleAsync();
            await Assertions.Expect(Listed(page, second)).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator("[data-state=notice]").Last).ToContainTextAsync($"renamed the room to {second}");
            await Assertions.Expect(page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex($"^{second} "));
        }
        await MenuAsync(ben, "Topic");
        await Assertions.Expect(ben.GetByRole(AriaRole.Dialog).GetByLabel("Name")).ToHaveCountAsync(0);
        await ben.GetByRole(AriaRole.Dialog).GetByLabel("Topic").FillAsync("Boats that\ncome back");
        await ben.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        foreach (var page in new[] { ann, ben }) await Assertions.Expect(page.Locator("[data-part=topic]")).ToHaveTextAsync("Boats that come back");

        // Left, it is still there to be read, and to come back to.
        await MenuAsync(ben, "Leave the room");
        await ben.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Leave", Exact = true }).ClickAsync();
        await Assertions.Expect(Listed(ben, second)).ToHaveCountAsync(0);
        await Assertions.Expect(Member(ann, bens)).ToHaveCountAsync(0);
        await ben.GotoAsync(ann.Url);
        await ben.GetByRole(AriaRole.Button, new() { Name = "Join the room" }).ClickAsync();
        await Assertions.Expect(ben.Composer(second)).ToBeVisibleAsync();
        await Assertions.Expect(Member(ann, bens)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Private_room_is_seen_by_those_who_are_added_for_as_long_as_they_are_in_it()
    {
        var (ann, _) = await ComeAsync("ann");
        var (ben, bens) = await ComeAsync("ben");
        var name = shared.NewName("committee");
        await CreateAsync(ann, name, isPrivate: true);
        var address = ann.Url;

        // For others it is not there: not in the list, and not at its address.
        await ben.GetByRole(AriaRole.Button, new() { Name = "Browse rooms" }).First.ClickAsync();
        await ben.GetByRole(AriaRole.Dialog).GetByLabel("Find a room").FillAsync(name);
        await Assertions.Expect(ben.GetByText("No public room has that in its name.")).ToBeVisibleAsync();
        await ben.Keyboard.PressAsync("Escape");
        await ben.GotoAsync(address);
        await Assertions.Expect(ben.GetByRole(AriaRole.Heading, new() { Name = "No such room" })).ToBeVisibleAsync();

        await MenuAsync(ann, "Add people");
        await ann.GetByRole(AriaRole.Dialog).GetByLabel("Find people").FillAsync(bens.Person.Name);
        await ann.GetByRole(AriaRole.Button, new() { Name = $"Add {bens.Person.Name}", Exact = true }).ClickAsync();
        await Assertions.Expect(ann.GetByRole(AriaRole.Dialog)).ToContainTextAsync("In the room");
        await ann.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Assertions.Expect(Member(ann, bens)).ToBeVisibleAsync();

        await Listed(ben, name).ClickAsync();
        await ben.SayAsync(name, "Thanks.");
        await ann.SeesAsync("Thanks.");
        // Only its owners may bring others in.
        await ben.GetByRole(AriaRole.Button, new() { Name = "Room menu" }).ClickAsync();
        await Assertions.Expect(ben.GetByRole(AriaRole.Menuitem, new() { Name = "Topic" })).ToBeVisibleAsync();
        await Assertions.Expect(ben.GetByRole(AriaRole.Menuitem, new() { Name = "Add people" })).ToHaveCountAsync(0);
        await ben.Keyboard.PressAsync("Escape");

        // Made an owner, he may; and is a member again.
        await DeedAsync(ann, bens, "Make an owner");
        await Assertions.Expect(Member(ann, bens)).ToContainTextAsync("owner");
        await MenuAsync(ben, "Name and topic");
        await ben.Keyboard.PressAsync("Escape");
        await DeedAsync(ann, bens, "Make a member");
        await Assertions.Expect(Member(ann, bens)).Not.ToContainTextAsync("owner");

        await DeedAsync(ann, bens, "Remove from the room");
        await ann.GetByRole(AriaRole.Dialog, new() { Name = $"Remove {bens.Person.Name}?" }).GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await Assertions.Expect(Member(ann, bens)).ToHaveCountAsync(0);
        await Assertions.Expect(ben.GetByRole(AriaRole.Heading, new() { Name = "No such room" })).ToBeVisibleAsync();
        await Assertions.Expect(Listed(ben, name)).ToHaveCountAsync(0);
        await Assertions.Expect(ben.GetByText("Thanks.")).ToHaveCountAsync(0);
        await Assertions.Expect(ann.Message("Thanks.")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_where_it_was_tried_and_nothing_is_lost()
    {
        var (ann, anns) = await ComeAsync("ann");
        var taken = shared.NewName("harbour");
        await shared.RoomAsync(taken);
        var dialog = ann.GetByRole(AriaRole.Dialog);
        var alert = dialog.GetByRole(AriaRole.Alert).First;

        await ann.GetByRole(AriaRole.Button, new() { Name = "New room" }).First.ClickAsync();
        var make = dialog.GetByRole(AriaRole.Button, new() { Name = "Make the room" });
        await make.ClickAsync();
        await Assertions.Expect(alert).ToContainTextAsync("Give the room a name.");
        foreach (var name in (string[])[taken, taken.ToUpperInvariant(), $" #{taken} "])
        {
            await dialog.GetByLabel("Name").FillAsync(name);
            await make.ClickAsync();
            await Assertions.Expect(alert).ToContainTextAsync("Choose another");
            await Assertions.Expect(dialog.GetByLabel("Name")).ToHaveValueAsync(name);
            await Assertions.Expect(dialog.GetByLabel("Name")).ToHaveAttributeAsync("aria-invalid", "true");
        }
        await dialog.GetByLabel("Name").FillAsync("\u200B\u3164");
        await make.ClickAsync();
        await Assertions.Expect(alert).Not.ToContainTextAsync("Choose another");
        await Assertions.Expect(alert).Not.ToBeEmptyAsync();
        // No more than fits can be typed, and where a sign is of two parts it isn't cut.
        await dialog.GetByLabel("Name").FillAsync("");
        await dialog.GetByLabel("Name").PressSequentiallyAsync(new string('x', 70), new() { Delay = 0 });
        await Assertions.Expect(dialog.GetByLabel("Name")).ToHaveValueAsync(new string('x', 60));
        var mine = shared.NewName("mine");
        await dialog.GetByLabel("Name").FillAsync(mine);
        await make.ClickAsync();
        await Assertions.Expect(ann.Composer(mine)).ToBeVisibleAsync();

        // Not another's name, and not without one.
        await MenuAsync(ann, "Name and topic");
        await dialog.GetByLabel("Name").FillAsync(taken);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(alert).ToContainTextAsync("Choose another");
        await dialog.GetByLabel("Name").FillAsync("  ");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(alert).ToContainTextAsync("Give the room a name.");
        await ann.Keyboard.PressAsync("Escape");
        await Assertions.Expect(ann.GetByRole(AriaRole.Heading, new() { Level = 1, Name = mine })).ToBeVisibleAsync();

        // The last owner can neither go nor be one no more.
        var room = Guid.Parse(new Uri(ann.Url).Segments[2]);
        await using (var ben = await shared.Server.ConnectAsync(await shared.PersonAsync("ben"))) (await ben.JoinRoomAsync(room, Token).Within()).Value();
        await Assertions.Expect(ann.GetByRole(AriaRole.Button, new() { Name = "2 members" })).ToBeVisibleAsync();
        await DeedAsync(ann, anns, "Make a member");
        await ann.HearsAsync("The room would have no owner. Make somebody else an owner first.");
        await MenuAsync(ann, "Leave the room");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Leave", Exact = true }).ClickAsync();
        await Assertions.Expect(alert).ToContainTextAsync("owner");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Stay" }).ClickAsync();

        // Without a server, the dialog says so and keeps what is in it.
        await MenuAsync(ann, "Name and topic");
        await dialog.GetByLabel("Topic").FillAsync("A topic that took long to think of");
        await ann.Context.SetOfflineAsync(true);
        await Assertions.Expect(ann.GetByRole(AriaRole.Group, new() { Name = "You", IncludeHidden = true })).Not.ToContainTextAsync("Online");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert).Last).Not.ToBeEmptyAsync();
        await ann.Context.SetOfflineAsync(false);
        await Assertions.Expect(ann.GetByRole(AriaRole.Group, new() { Name = "You", IncludeHidden = true })).ToContainTextAsync("Online");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(ann.Locator("[data-part=topic]")).ToHaveTextAsync("A topic that took long to think of");
    }

    private async Task<(IPage Page, SignedIn Person)> ComeAsync(string name)
    {
        var page = await browser.OpenAsync();
        await page.ListenAsync();
        var person = await shared.PersonAsync(name);
        await page.SignInAsync(shared.Server.Address, person);
        return (page, person);
    }

    private static async Task CreateAsync(IPage page, string name, string topic = "", bool isPrivate = false)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "New room" }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "New room" });
        await dialog.GetByLabel("Name").FillAsync(name);
        await dialog.GetByLabel("Topic").FillAsync(topic);
        if (isPrivate) await dialog.GetByRole(AriaRole.Switch, new() { Name = "Private" }).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Make the room" }).ClickAsync();
        await Assertions.Expect(page.Composer(name)).ToBeVisibleAsync();
    }

    private static async Task MenuAsync(IPage page, string item)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Room menu" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = item, Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
    }

    /// <summary>Does something with a member, by the menu beside the name.</summary>
    private static async Task DeedAsync(IPage page, SignedIn person, string deed)
    {
        await Member(page, person).HoverAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"What to do with {person.Person.Name}", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = deed }).ClickAsync();
    }

    private static ILocator Listed(IPage page, string name) =>
        page.GetByRole(AriaRole.List, new() { Name = "Your rooms" }).GetByRole(AriaRole.Link, new() { Name = name });

    private static ILocator Member(IPage page, SignedIn person) =>
        page.GetByRole(AriaRole.Complementary, new() { Name = "Members" }).GetByRole(AriaRole.Listitem)
            .Filter(new() { Has = page.GetByText(person.Person.Name, new() { Exact = true }) });
}
