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
}
