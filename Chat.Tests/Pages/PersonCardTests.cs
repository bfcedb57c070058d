using Chat.Client;
using Chat.Contracts;
using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>Who somebody is: from wherever one meets them, live, and with what one can do.</summary>
public sealed class PersonCardTests(Browser browser, SharedServer shared) : IClassFixture<Browser>, IClassFixture<SharedServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Card_opens_from_the_log_the_members_and_the_switcher_and_tells_who_that_is()
    {
        var (page, ann, room, ben) = await InARoomAsync();
        await using var bens = ben.Connection;
        (await bens.SetProfileAsync("Benedict Achterberg", 5, Token).Within()).Value();
        var other = (await bens.CreateRoomAsync(shared.NewName("boathouse"), cancellationToken: Token).Within()).Value();
        (await bens.AddMemberAsync(other.Room, ann.Person.Id, Token).Within()).Value();
        // A room of his that she is not in is nobody's business.
        (await bens.CreateRoomAsync("secret", null, true, Token).Within()).Value();
        await bens.SaysAsync(room, "Morning.");
        await page.SeesAsync("Morning.");

        await page.GetByRole(AriaRole.Log).GetByRole(AriaRole.Button, new() { Name = "Benedict Achterberg" }).ClickAsync();
        await TellsAsync();
        await Member(page, "Benedict Achterberg").ClickAsync();
        await TellsAsync();
        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        // Found by the user name, which nobody else has.
        await page.Keyboard.TypeAsync(ben.Person.Name);
        await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Name = "Benedict" })).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("Enter");
        await TellsAsync(close: false);

        // A room leads there, and the card is gone.
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Link, new() { Name = other.Header!.Name }).ClickAsync();
        await Assertions.Expect(page.Composer(other.Header.Name)).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        async Task TellsAsync(bool close = true)
        {
            var card = page.GetByRole(AriaRole.Dialog, new() { Name = "Benedict Achterberg" });
            await Assertions.Expect(card.Locator("[data-part=user-name]")).ToHaveTextAsync($"@{ben.Person.Name}");
            await Assertions.Expect(card.Locator("[data-part=role]")).ToContainTextAsync("Owner of slipway");
            await Assertions.Expect(card).ToContainTextAsync("online");
            await Assertions.Expect(card.GetByRole(AriaRole.List, new() { Name = "Rooms in common" }).GetByRole(AriaRole.Link)).ToHaveCountAsync(3);
            await Assertions.Expect(card).Not.ToContainTextAsync("secret");
            // Only owners may do something about somebody's place in a room.
            await Assertions.Expect(card.GetByRole(AriaRole.Button, new() { Name = "Remove from the room" })).ToHaveCountAsync(0);
            if (!close) return;
            await page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(card).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task Open_card_follows_what_becomes_of_the_person_and_owners_act_on_it()
    {
        var page = await browser.OpenAsync();
        var ann = await shared.PersonAsync("ann");
        var ben = await shared.PersonAsync("ben");
        await using var anns = await shared.Server.ConnectAsync(ann);
        await using var bens = await shared.Server.ConnectAsync(ben);
        var room = (await anns.CreateRoomAsync(shared.NewName("slipway"), cancellationToken: Token).Within()).Value().Room;
        (await bens.JoinRoomAsync(room, Token).Within()).Value();
        await bens.SaysAsync(room, "Morning.");
        await page.SignInAsync(shared.Server.Address, ann);
        await page.GotoAsync(new Uri(shared.Server.Address, $"/rooms/{room}").ToString());
        await Member(page, ben.Person.Name).ClickAsync();
        var card = page.GetByRole(AriaRole.Dialog);
        var role = card.Locator("[data-part=role]");
        await Assertions.Expect(role).ToContainTextAsync("Member of slipway");

        // Named anew, by himself.
        (await bens.SetProfileAsync("Benedict", 3, Token).Within()).Value();
        await Assertions.Expect(card.GetByRole(AriaRole.Heading, new() { Name = "Benedict" })).ToBeVisibleAsync();

        await card.GetByRole(AriaRole.Button, new() { Name = "Make an owner" }).ClickAsync();
        await Assertions.Expect(role).ToContainTextAsync("Owner of slipway");
        await bens.UntilAsync(state => state.Memberships[room].Role == Roles.Owner);
        await card.GetByRole(AriaRole.Button, new() { Name = "Make a member" }).ClickAsync();
        await Assertions.Expect(role).ToContainTextAsync("Member of slipway");

        // Removed, after a question; and added again.
        await card.GetByRole(AriaRole.Button, new() { Name = "Remove from the room" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Remove Benedict" }).GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await Assertions.Expect(role).ToContainTextAsync("Not in slipway");
        await bens.UntilAsync(state => !state.Memberships.TryGetValue(room, out var held) || held.Role is null);
        await card.GetByRole(AriaRole.Button, new() { Name = "Add to slipway" }).ClickAsync();
        await Assertions.Expect(role).ToContainTextAsync("Member of slipway");
        await bens.UntilAsync(state => state.Memberships[room].Role == Roles.Member);
        await Assertions.Expect(card.GetByRole(AriaRole.Alert)).ToBeEmptyAsync();

        // He goes by himself while the card is open.
        (await bens.LeaveRoomAsync(room, Token).Within()).Value();
        await Assertions.Expect(role).ToContainTextAsync("Not in slipway");
        await card.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Assertions.Expect(card).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Ones_own_card_leads_to_name_and_colour_and_a_card_without_a_server_says_so()
    {
        var (page, ann, room, ben) = await InARoomAsync();
        await using var bens = ben.Connection;
        await Member(page, ann.Person.Name).ClickAsync();
        var card = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(card).ToContainTextAsync("that’s you");
        await Assertions.Expect(card.GetByRole(AriaRole.List)).ToHaveCountAsync(0);
        await card.GetByRole(AriaRole.Button, new() { Name = "Change name and colour" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Name and colour" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");

        await page.Context.SetOfflineAsync(true);
        await Assertions.Expect(page.GetByRole(AriaRole.Status, new() { Name = "Connection" })).ToContainTextAsync("You are offline.");
        await Member(page, ben.Person.Name).ClickAsync();
        await Assertions.Expect(card.Locator("[data-part=user-name]")).ToHaveTextAsync($"@{ben.Person.Name}");
        await Assertions.Expect(card.GetByRole(AriaRole.Alert)).Not.ToBeEmptyAsync();
        await Assertions.Expect(card).Not.ToContainTextAsync("online");
        Assert.NotEqual(Guid.Empty, room);
    }

    private static ILocator Member(IPage page, string name) =>
        page.GetByRole(AriaRole.Complementary, new() { Name = "Members" }).GetByRole(AriaRole.Button, new() { Name = name }).First;

    /// <summary>Ann at a page in a room of Ben's.</summary>
    private async Task<(IPage Page, SignedIn Ann, Guid Room, (Person Person, ChatConnection Connection) Ben)> InARoomAsync()
    {
        var page = await browser.OpenAsync();
        var ann = await shared.PersonAsync("ann");
        var ben = await shared.PersonAsync("ben");
        var connection = await shared.Server.ConnectAsync(ben);
        var room = (await connection.CreateRoomAsync(shared.NewName("slipway"), cancellationToken: Token).Within()).Value().Room;
        (await connection.AddMemberAsync(room, ann.Person.Id, Token).Within()).Value();
        await page.SignInAsync(shared.Server.Address, ann);
        await page.GotoAsync(new Uri(shared.Server.Address, $"/rooms/{room}").ToString());
        await Assertions.Expect(page.Composer("slipway")).ToBeVisibleAsync();
        return (page, ann, room, (ben.Person, connection));
    }
}
