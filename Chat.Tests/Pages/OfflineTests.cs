using Chat.Client;
using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>The page without a network: what can be read, what waits, and what is forgotten.</summary>
public sealed class OfflineTests(Browser browser, SharedServer shared) : IClassFixture<Browser>, IClassFixture<SharedServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_written_after_somebody_cleared_what_the_site_keeps_is_kept_and_sent()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await browser.OpenAsync();
        await ann.SetUpAsync(server, "ann");
        var other = await ann.Context.NewPageAsync();
        await other.GotoAsync(ann.Url);
        await ann.SayAsync("general", "before");
        foreach (var tab in new[] { ann, other }) await tab.SeesAsync("before");
        await ann.UntilKeptAsync("before");

        var devtools = await ann.Context.NewCDPSessionAsync(ann);
        await devtools.SendAsync("Storage.clearDataForOrigin", new() { ["origin"] = server.Address.GetLeftPart(UriPartial.Authority), ["storageTypes"] = "indexeddb" });
        await ann.SayAsync("general", "after");
        await other.SayAsync("general", "after, from the other");
        foreach (var tab in new[] { ann, other })
        {
            await tab.SeesAsync("after, from the other");
            await Assertions.Expect(tab.Locator("[role=log] [data-state=sent] [data-part=text]")).ToHaveCountAsync(3);
        }
        await ann.UntilKeptAsync("after, from the other");

        await ann.Context.SetOfflineAsync(true);
        await ann.SayAsync("general", "on the water");
        await ann.UntilKeptAsync("on the water", "chat/outbox");
    }

    [Fact]
    public async Task What_was_written_without_a_network_outlives_a_killed_browser_and_leaves_once_in_order()
    {
        await using var server = await ServerProcess.StartNewAsync();
        await using var own = await OwnBrowser.StartNewAsync();
        var ben = await browser.OpenAsync();
        await own.Page.SetUpAsync(server, "ann");
        // Chromium writes cookies to the disk within half a minute, or when it is closed: whoever signed in just before a crash signs in again.
        await own.CloseAsync();
        await own.StartAsync();
        await own.Page.GotoAsync(server.Address.ToString());
        await ben.RegisterAsync(server.Address, "ben");
        await ben.SayAsync("general", "The float is in.");
        await own.Page.SeesAsync("The float is in.");
        await own.Page.UntilKeptAsync("The float is in.");
        await own.Page.UntilShellIsKeptAsync();
        var room = Guid.Parse(new Uri(own.Page.Url).Segments[2].TrimEnd('/'));

        // No network: said at once, and a page loaded anew still has rooms and messages.
        await server.KillAsync();
        await own.Context.SetOfflineAsync(true);
        await Assertions.Expect(Connection(own.Page)).ToContainTextAsync("You are offline.");
        await own.Page.ReloadAsync();
        await own.Page.SeesAsync("The float is in.");
        for (var i = 1; i <= 3; i++) await own.Page.SayAsync("general", $"written on the water {i}");
        await Assertions.Expect(Waiting(own.Page)).ToHaveCountAsync(3);
        await own.Page.UntilKeptAsync("written on the water 3", "chat/outbox");

        // The browser is killed, and started again without a network.
        await own.KillAsync();
        await own.StartAsync();
        await own.Context.SetOfflineAsync(true);
        await own.Page.GotoAsync(server.Address.ToString());
        await own.Page.SeesAsync("The float is in.");
        await Assertions.Expect(Waiting(own.Page)).ToHaveCountAsync(3);
        await Assertions.Expect(Connection(own.Page)).ToContainTextAsync("3 messages wait here");
        await own.Page.SayAsync("general", "written on the water 4");

        // The network is back.
        await server.StartAsync();
        await own.Context.SetOfflineAsync(false);
        for (var i = 1; i <= 4; i++)
        {
            await own.Page.SeesAsync($"written on the water {i}");
            await ben.SeesAsync($"written on the water {i}");
        }
        var kept = await HistoryOnDisk.ReadAsync(server.Database, room);
        Assert.Equal(
            Enumerable.Range(1, 4).Select(i => $"written on the water {i}"),
            kept.Select(message => message.Text).Where(text => text.StartsWith("written", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Several_tabs_send_what_waits_once_and_each_shows_it()
    {
        var room = await shared.RoomAsync("tabs", "Here from the start.");
        var (ann, other) = await TwoTabsAsync(room);
        await ann.UntilKeptAsync("Here from the start.");
        await ann.UntilShellIsKeptAsync();

        await ann.Context.SetOfflineAsync(true);
        await ann.SayAsync("tabs", "from the first tab");
        // Kept before what the other tab keeps: each has a way of its own to the disk.
        await ann.UntilKeptAsync("from the first tab", "chat/outbox");
        await other.SayAsync("tabs", "from the second tab");
        await Assertions.Expect(Waiting(ann)).ToHaveCountAsync(2);
        await Assertions.Expect(Waiting(other)).ToHaveCountAsync(2);
        await other.ReloadAsync();
        await Assertions.Expect(Waiting(other)).ToHaveCountAsync(2);
        await other.SeesAsync("Here from the start.");

        await ann.Context.SetOfflineAsync(false);
        foreach (var tab in (IPage[])[ann, other])
        {
            await tab.SeesAsync("from the first tab");
            await tab.SeesAsync("from the second tab");
            await Assertions.Expect(Waiting(tab)).ToHaveCountAsync(0);
        }
        var kept = await HistoryOnDisk.ReadAsync(shared.Server.Database, room);
        Assert.Equal(["from the first tab", "from the second tab"], kept.Select(message => message.Text).Where(text => text.StartsWith("from", StringComparison.Ordinal)));

        // What either tab kept is there for the next start.
        await ann.UntilKeptAsync("from the second tab");
        await ann.Context.SetOfflineAsync(true);
        await ann.ReloadAsync();
        await ann.SeesAsync("from the second tab");
    }

    [Fact]
    public async Task Edits_and_deletions_that_came_while_the_page_was_closed_reach_what_is_kept()
    {
        var room = await shared.RoomAsync("changes");
        var ben = await shared.PersonAsync("ben");
        await using var client = await shared.Server.ConnectAsync(ben);
        (await client.JoinRoomAsync(room, Token).Within()).Value();
        var wrong = (await client.PostAndWaitAsync(room, "meet at nien", Token).Within()).Value();
        var secret = (await client.PostAndWaitAsync(room, "the door code is 4711", Token).Within()).Value();
        var ann = await PersonAtAsync(room);
        await ann.UntilKeptAsync("the door code");
        var place = ann.Url;

        await ann.GotoAsync("about:blank");
        (await client.EditMessageAsync(room, wrong.Id, 1, "meet at nine", Token).Within()).Value();
        (await client.DeleteMessageAsync(room, secret.Id, Token).Within()).Value();
        await ann.GotoAsync(place);
        await ann.SeesAsync("meet at nine");
        await Assertions.Expect(ann.Message("4711")).ToHaveCountAsync(0);
        await ann.UntilForgottenAsync("the door code");
        await ann.UntilKeptAsync("meet at nine");
    }

    [Fact]
    public async Task Nothing_of_a_private_room_stays_on_the_device_of_somebody_who_was_removed()
    {
        var owner = await shared.PersonAsync("owner");
        var ben = await shared.PersonAsync("ben");
        await using var client = await shared.Server.ConnectAsync(owner);
        var room = (await client.CreateRoomAsync("committee", @private: true, cancellationToken: Token).Within()).Value().Room;
        (await client.AddMemberAsync(room, ben.Person.Id, Token).Within()).Value();
        (await client.PostAndWaitAsync(room, "the treasurer resigns", Token).Within()).Value();
        var page = await browser.OpenAsync();
        await page.SignInAsync(shared.Server.Address, ben);
        await page.RoomAsync("committee");
        await page.SeesAsync("the treasurer resigns");
        await page.UntilKeptAsync("the treasurer resigns");

        await page.GotoAsync("about:blank");
        (await client.RemoveMemberAsync(room, ben.Person.Id, Token).Within()).Value();
        await page.GotoAsync(shared.Server.Address.ToString());
        await page.UntilForgottenAsync("the treasurer resigns");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "committee" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Signing_out_forgets_rooms_and_drafts_on_every_tab()
    {
        var room = await shared.RoomAsync("ledger", "a hundred in the till");
        var (ann, other) = await TwoTabsAsync(room);
        await ann.UntilKeptAsync("a hundred in the till");
        await ann.Composer("ledger").FillAsync("half a thought");
        await ann.UntilKeptAsync("half a thought", "localStorage");

        await ann.SignOutAsync();
        foreach (var tab in (IPage[])[ann, other]) await Assertions.Expect(tab.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
        var kept = await ann.KeptAsync();
        Assert.DoesNotContain("a hundred in the till", kept);
        Assert.DoesNotContain("half a thought", kept);
        Assert.DoesNotContain("ledger", kept);
    }

    [Fact]
    public async Task Session_that_turns_out_to_be_over_while_the_disk_is_slow_leaves_nothing_on_the_device()
    {
        var room = await shared.RoomAsync("pontoon", "the spare key is under the mat");
        var person = await JoinedAsync(room);
        var ann = await browser.OpenAsync();
        await ann.SignInAsync(shared.Server.Address, person);
        await ann.RoomAsync("pontoon");
        await ann.UntilKeptAsync("the spare key is under the mat");
        var place = ann.Url;
        await ann.GotoAsync("about:blank");
        using var http = new HttpClient { BaseAddress = shared.Server.Address };
        (await new AccountApi(http).ChangePasswordAsync(person.Token!, new(ServerPeople.Password, ServerPeople.Password), Token).Within()).Value();

        await ann.AddInitScriptAsync(
            """
            const { open } = IDBFactory.prototype;
            const opens = [];
            let slow = true;
            globalThis.recovers = () => { slow = false; opens.forEach((act) => act()); };
            IDBFactory.prototype.open = function (...args) {
                if (!slow || args[0] !== "chat-rows") return open.apply(this, args);
                const asked = {};
                opens.push(() => {
                    const request = open.apply(this, args);
                    for (const event of ["onsuccess", "onerror", "onupgradeneeded"]) request[event] = () => {
                        asked.result = request.result;
                        asked[event]?.();
                    };
                });
                return asked;
            };
            """);
        await ann.GotoAsync(place);
        await Assertions.Expect(ann.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await ann.EvaluateAsync("recovers()");
        await ann.UntilForgottenAsync("the spare key is under the mat");
    }

    [Fact]
    public async Task Signing_out_without_a_network_clears_the_device_and_ends_the_session_later()
    {
        var room = await shared.RoomAsync("harbour", "high water at nine");
        var ann = await PersonAtAsync(room);
        await ann.UntilKeptAsync("high water at nine");
        await ann.UntilShellIsKeptAsync();

        await ann.Context.SetOfflineAsync(true);
        await ann.SayAsync("harbour", "never to be sent");
        await ann.SignOutAsync();
        var dialog = ann.GetByRole(AriaRole.Dialog, new() { Name = "Sign out now?" });
        await Assertions.Expect(dialog).ToContainTextAsync("the session on the server ends as soon as this page reaches it again");
        await Assertions.Expect(dialog).ToContainTextAsync("1 message is not sent yet");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Sign out and lose it" }).ClickAsync();
        await Assertions.Expect(ann.GetByRole(AriaRole.Heading, new() { Name = "Signed out on this device" })).ToBeVisibleAsync();
        await ann.ReloadAsync();
        await Assertions.Expect(ann.GetByRole(AriaRole.Heading, new() { Name = "Signed out on this device" })).ToBeVisibleAsync();
        var kept = await ann.KeptAsync();
        Assert.DoesNotContain("high water at nine", kept);
        Assert.DoesNotContain("never to be sent", kept);

        await ann.Context.SetOfflineAsync(false);
        await Assertions.Expect(ann.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
        Assert.Equal(401, await ann.EvaluateAsync<int>("() => fetch('/api/me').then(answer => answer.status)"));
        var history = await HistoryOnDisk.ReadAsync(shared.Server.Database, room);
        Assert.DoesNotContain("never to be sent", history.Select(message => message.Text));
    }

    [Fact]
    public async Task Draft_outlives_the_browser_and_shows_in_other_tabs_but_not_over_what_is_typed_there()
    {
        var room = await shared.RoomAsync("drafts");
        var person = await JoinedAsync(room);
        await using var own = await OwnBrowser.StartNewAsync();
        await own.Page.SignInAsync(shared.Server.Address, person);
        await own.Page.RoomAsync("drafts");
        await own.Page.Composer("drafts").FillAsync("half a sentence");
        await own.Page.UntilKeptAsync("half a sentence", "localStorage");
        var place = own.Page.Url;

        await own.CloseAsync();
        await own.StartAsync();
        await own.Page.GotoAsync(place);
        await Assertions.Expect(own.Page.Composer("drafts")).ToHaveValueAsync("half a sentence");

        var other = await own.Context.NewPageAsync();
        await other.GotoAsync(place);
        await Assertions.Expect(other.Composer("drafts")).ToHaveValueAsync("half a sentence");
        await other.Composer("drafts").FillAsync("half a sentence, and more");
        await Assertions.Expect(own.Page.Composer("drafts")).ToHaveValueAsync("half a sentence, and more");
        await other.Composer("drafts").PressAsync("Enter");
        await own.Page.SeesAsync("half a sentence, and more");
        await Assertions.Expect(own.Page.Composer("drafts")).ToHaveValueAsync("");
    }

    private static ILocator Waiting(IPage page) => page.Locator("[role=log] [data-state=waiting], [role=log] [data-state=sending]");

    private static ILocator Connection(IPage page) => page.GetByRole(AriaRole.Status, new() { Name = "Connection" }).Last;

    private async Task<Contracts.SignedIn> JoinedAsync(Guid room)
    {
        var person = await shared.PersonAsync("ann");
        await using var client = await shared.Server.ConnectAsync(person);
        (await client.JoinRoomAsync(room, Token).Within()).Value();
        return person;
    }

    private async Task<IPage> PersonAtAsync(Guid room)
    {
        var person = await JoinedAsync(room);
        var page = await browser.OpenAsync();
        await page.SignInAsync(shared.Server.Address, person);
        await page.GotoAsync(new Uri(shared.Server.Address, $"/rooms/{room}").ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox)).ToBeVisibleAsync();
        return page;
    }

    private async Task<(IPage One, IPage Other)> TwoTabsAsync(Guid room)
    {
        var one = await PersonAtAsync(room);
        var other = await one.Context.NewPageAsync();
        await other.GotoAsync(one.Url);
        await Assertions.Expect(other.GetByRole(AriaRole.Textbox)).ToBeVisibleAsync();
        return (one, other);
    }
}
