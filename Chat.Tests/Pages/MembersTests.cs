using System.Text.RegularExpressions;
using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>Who is in a room and who is here, as far as it is known.</summary>
public sealed class MembersTests(Browser browser, SharedServer shared) : IClassFixture<Browser>, IClassFixture<SharedServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_connection_nobody_is_said_to_be_here_now_and_with_it_who_types_is_seen()
    {
        var page = await browser.OpenAsync();
        var ann = await shared.PersonAsync("ann");
        var ben = await shared.PersonAsync("ben");
        var cara = await shared.PersonAsync("cara");
        await using var bens = await shared.Server.ConnectAsync(ben);
        var room = (await bens.CreateRoomAsync(shared.NewName("slipway"), cancellationToken: Token).Within()).Value().Room;
        foreach (var person in new[] { ann, cara }) (await bens.AddMemberAsync(room, person.Person.Id, Token).Within()).Value();
        await page.SignInAsync(shared.Server.Address, ann);
        await page.GotoAsync(new Uri(shared.Server.Address, $"/rooms/{room}").ToString());

        var members = page.GetByRole(AriaRole.Complementary, new() { Name = "Members" });
        var headings = members.GetByRole(AriaRole.Heading, new() { Level = 3 });
        var entry = members.GetByRole(AriaRole.Listitem).Filter(new() { HasText = ben.Person.Name });
        await Assertions.Expect(headings).ToHaveTextAsync(["Here now, 2", "Offline, 1"]);
        await Assertions.Expect(entry).ToContainTextAsync("online");
        bens.Open(room);
        await bens.TypesUntilAsync(room, Assertions.Expect(entry).ToContainTextAsync("typing…"));
        await page.UntilShellIsKeptAsync();

        // Nobody moves, but nothing is claimed any more.
        var before = await entry.BoundingBoxAsync();
        await page.Context.SetOfflineAsync(true);
        await Assertions.Expect(headings).ToHaveTextAsync(["Here when last seen, 2", "Offline when last seen, 1"]);
        await Assertions.Expect(entry).Not.ToContainTextAsync("online");
        await Assertions.Expect(entry).Not.ToContainTextAsync("typing…");
        await Assertions.Expect(members.Locator(".dot")).ToHaveCountAsync(0);
        Assert.Equal(before!.Y, (await entry.BoundingBoxAsync())!.Y);

        // From what the device kept, who is here is not known at all.
        await page.UntilKeptAsync($"\"person\":\"{cara.Person.Id}\"");
        await page.ReloadAsync();
        await Assertions.Expect(headings).ToHaveTextAsync(["Members, 3"]);
        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(headings).ToHaveTextAsync(["Here now, 2", "Offline, 1"]);
    }

    [Fact]
    public async Task Of_many_members_as_many_are_drawn_as_are_asked_for_and_a_search_that_began_without_a_network_ends()
    {
        await using var server = await RealServer.StartAsync();
        await server.RegisterAsync("ann");
        for (var i = 1; i <= 450; i++) await server.RegisterAsync($"member{i:000}");
        var page = await browser.OpenAsync();
        await page.GotoAsync(new Uri(server.Address, "/sign-in").ToString());
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("ann");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(RealServer.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.RoomAsync("general");
        var members = page.GetByRole(AriaRole.Complementary, new() { Name = "Members" });
        var drawn = members.GetByRole(AriaRole.Listitem);
        await Assertions.Expect(members.GetByText("And 251 more.")).ToBeVisibleAsync();
        await Assertions.Expect(drawn).ToHaveCountAsync(200);

        // Nothing can be asked for yet.
        await page.Context.SetOfflineAsync(true);
        await Assertions.Expect(page.GetByRole(AriaRole.Status, new() { Name = "Connection" })).ToContainTextAsync("You are offline.");
        await members.GetByLabel("Find a member").FillAsync("member");
        // A page of them, and oneself, wherever one stands among them.
        await Assertions.Expect(members.GetByText(new Regex("Looked at 20[01] of 451"))).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(members.GetByText("Looked at")).ToHaveCountAsync(0);
        await Assertions.Expect(members.GetByText("And 250 more.")).ToBeVisibleAsync();
        await members.GetByLabel("Find a member").FillAsync("member450");
        await Assertions.Expect(drawn).ToHaveCountAsync(1);

        // All of them are known now, and not all of them drawn.
        await members.GetByLabel("Find a member").FillAsync("");
        await Assertions.Expect(members.GetByText("And 251 more.")).ToBeVisibleAsync();
        await Assertions.Expect(drawn).ToHaveCountAsync(200);
        await members.GetByRole(AriaRole.Button, new() { Name = "Show more" }).ClickAsync();
        await Assertions.Expect(drawn).ToHaveCountAsync(400);
        await members.GetByRole(AriaRole.Button, new() { Name = "Show more" }).ClickAsync();
        await Assertions.Expect(drawn).ToHaveCountAsync(451);
        await Assertions.Expect(members.GetByRole(AriaRole.Button, new() { Name = "Show more" })).ToHaveCountAsync(0);
    }
}
