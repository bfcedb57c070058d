using System.Text.RegularExpressions;
using Chat.Client;
using Chat.Contracts;
using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>Two tabs of one person: what is done in one is done, and the other knows.</summary>
public sealed partial class TwoTabsTests(Browser browser, SharedServer shared) : IClassFixture<Browser>, IClassFixture<SharedServer>
{
    /// <summary>Over plain http a page has no Web Locks, and tabs take turns by a lease.</summary>
    public static TheoryData<string> Hosts => ["127.0.0.1", "chat.lan"];

    [Theory, MemberData(nameof(Hosts))]
    public async Task Read_in_one_tab_is_read_in_the_other_and_marked_unread_is_unread_in_both(string host)
    {
        var (one, other, ben, room) = await OpenAsync(host);
        foreach (var tab in new[] { one, other }) await tab.RoomAsync("general");
        await ben.SayAsync(room, "First.");
        await ben.SayAsync(room, "Second.");
        foreach (var tab in new[] { one, other })
        {
            await Assertions.Expect(Listed(tab, room)).ToContainTextAsync("2 unread");
            await Assertions.Expect(tab).ToHaveTitleAsync(Counted());
        }

        await one.BringToFrontAsync();
        await Listed(one, room).ClickAsync();
        await one.SeesAsync("Second.");
        foreach (var tab in new[] { one, other })
        {
            await Assertions.Expect(Listed(tab, room)).Not.ToContainTextAsync("unread");
            await Assertions.Expect(tab).ToHaveTitleAsync(Uncounted());
            await Assertions.Expect(tab.Locator("link[rel=icon]")).ToHaveAttributeAsync("href", "/icon.svg");
        }

        await one.Message("Second.").FocusAsync();
        await one.Keyboard.PressAsync("u");
        await Assertions.Expect(Listed(other, room)).ToContainTextAsync("1 unread");
    }

    [Theory, MemberData(nameof(Hosts))]
    public async Task What_both_tabs_wrote_without_a_server_arrives_once_and_is_seen_in_both(string host)
    {
        var (one, other, ben, room) = await OpenAsync(host);
        foreach (var tab in new[] { one, other }) await Listed(tab, room).ClickAsync();
        await one.Context.SetOfflineAsync(true);
        for (var i = 1; i <= 3; i++)
        {
            await one.SayAsync(room, $"one {i}");
            await other.SayAsync(room, $"other {i}");
        }
        await one.Context.SetOfflineAsync(false);

        foreach (var page in new[] { one, other, ben })
            for (var i = 1; i <= 3; i++)
            {
                await page.SeesAsync($"one {i}");
                await page.SeesAsync($"other {i}");
            }
        var said = await ben.Locator("[data-state=sent] [data-part=text]").AllTextContentsAsync();
        Assert.Equal(6, said.Count);
        foreach (var tab in (string[])["one", "other"])
            Assert.Equal([$"{tab} 1", $"{tab} 2", $"{tab} 3"], said.Where(text => text.StartsWith($"{tab} ", StringComparison.Ordinal)));
        Assert.Equal(await ben.ShownAsync(), await one.ShownAsync());
        Assert.Equal(await ben.ShownAsync(), await other.ShownAsync());
    }

    [Fact]
    public async Task Over_plain_http_the_tab_that_is_left_sends_what_the_one_that_had_the_turn_did_not()
    {
        var (one, other, ben, room) = await OpenAsync("chat.lan");
        foreach (var tab in new[] { one, other }) await Listed(tab, room).ClickAsync();
        Assert.False(await one.EvaluateAsync<bool>("'locks' in navigator"));
        await other.SayAsync(room, "while both are there");
        await ben.SeesAsync("while both are there");
        await one.Context.SetOfflineAsync(true);
        await one.SayAsync(room, "from the one that goes");
        await one.UntilKeptAsync("from the one that goes", "chat/outbox");
        await one.CloseAsync();
        await other.Context.SetOfflineAsync(false);
        await ben.SeesAsync("from the one that goes");
        await other.SeesAsync("from the one that goes");
        Assert.Equal(await ben.ShownAsync(), await other.ShownAsync());
    }

    [Theory, MemberData(nameof(Hosts))]
    public async Task Signing_out_in_one_tab_is_signing_out_in_the_other(string host)
    {
        var (one, other, _, room) = await OpenAsync(host);
        await one.SignOutAsync();
        foreach (var tab in new[] { one, other })
        {
            await Assertions.Expect(tab.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
            await Assertions.Expect(tab.GetByText(room)).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task Signing_in_in_one_tab_is_signing_in_in_the_other_also_after_the_session_ended()
    {
        var ann = await shared.PersonAsync("ann");
        var one = await browser.OpenAsync();
        var other = await one.Context.NewPageAsync();
        await other.GotoAsync(new Uri(shared.Server.Address, "/sign-in").ToString());
        await Assertions.Expect(other.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await one.SignInAsync(shared.Server.Address, ann);
        await Assertions.Expect(other.GetByRole(AriaRole.Group, new() { Name = "You" })).ToContainTextAsync(ann.Person.Name);

        using var http = new HttpClient { BaseAddress = shared.Server.Address };
        (await new AccountApi(http).ChangePasswordAsync(ann.Token!, new(ServerPeople.Password, ServerPeople.Password), TestContext.Current.CancellationToken).Within()).Value();
        foreach (var tab in new[] { one, other }) await Assertions.Expect(tab.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await one.SignInAsync(shared.Server.Address, ann);
        await Assertions.Expect(other.GetByRole(AriaRole.Group, new() { Name = "You" })).ToContainTextAsync(ann.Person.Name);
    }

    [GeneratedRegex(@"^\(2\) ")]
    private static partial Regex Counted();

    [GeneratedRegex(@"^[^(]")]
    private static partial Regex Uncounted();

    private static ILocator Listed(IPage page, string room) =>
        page.GetByRole(AriaRole.Navigation, new() { Name = "Rooms" }).GetByRole(AriaRole.Link, new() { Name = room });

    /// <summary>Two tabs of Ann, and Ben, in a room of theirs.</summary>
    private async Task<(IPage One, IPage Other, IPage Ben, string Room)> OpenAsync(string host)
    {
        var ann = await shared.PersonAsync("ann");
        var name = shared.NewName("slipway");
        var room = await shared.RoomAsync(name);
        await JoinAsync(ann);
        var one = await browser.OpenAsync();
        await one.SignInAsync(new UriBuilder(shared.Server.Address) { Host = host }.Uri, ann);
        await one.RoomAsync("general");
        // What others said there, in other tests, is read.
        await Assertions.Expect(one.GetByRole(AriaRole.Navigation, new() { Name = "Rooms" })).Not.ToContainTextAsync("unread");
        var other = await one.Context.NewPageAsync();
        await other.GotoAsync(one.Url);
        await Assertions.Expect(Listed(other, name)).ToBeVisibleAsync();
        var bens = await shared.PersonAsync("ben");
        await JoinAsync(bens);
        var ben = await browser.OpenAsync();
        await ben.SignInAsync(shared.Server.Address, bens);
        await Listed(ben, name).ClickAsync();
        await Assertions.Expect(ben.Composer(name)).ToBeVisibleAsync();
        return (one, other, ben, name);

        async Task JoinAsync(SignedIn person)
        {
            await using var connection = await shared.Server.ConnectAsync(person);
            (await connection.JoinRoomAsync(room, TestContext.Current.CancellationToken).Within()).Value();
        }
    }
}
