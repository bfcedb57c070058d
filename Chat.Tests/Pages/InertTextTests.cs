using System.Text.RegularExpressions;
using Chat.Client;
using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>Whatever people write, wherever it stands: it is text, all of it, and does nothing to what stands beside it.</summary>
public sealed partial class InertTextTests(Browser browser, SharedServer shared) : IClassFixture<Browser>, IClassFixture<SharedServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_the_server_says_is_text_in_every_place()
    {
        var page = await browser.OpenAsync();
        var nothingHappened = await page.GuardAsync();
        await page.LieAsync("room", "topic", "person", "said");
        var ann = await shared.PersonAsync("ann");
        await using var anns = await shared.Server.ConnectAsync(ann);
        await using var guests = new Guests(shared);
        var places = await Task.WhenAll(HostileTexts.All.Select((_, at) => guests.ArriveAsync(anns, at)));
        await page.SignInAsync(shared.Server.Address, ann);

        // The list of rooms, with what is unread.
        foreach (var (at, text) in HostileTexts.All.Index())
        {
            var entry = page.Locator($"[data-room='{places[at].Room}']");
            Assert.Equal(text, await TextAsync(entry.Locator(".label")));
            await Assertions.Expect(entry.GetByRole(AriaRole.Link)).ToContainTextAsync("unread");
            Assert.Contains(text, await entry.GetByRole(AriaRole.Button).GetAttributeAsync("aria-label"), StringComparison.Ordinal);
        }

        foreach (var (at, text) in HostileTexts.All.Index())
        {
            await page.Locator($"[data-room='{places[at].Room}'] a").ClickAsync();
            await RoomSaysAsync(page, text);
            await PersonSaysAsync(page, places[at], text);
        }
        await nothingHappened();

        // Where one looks for rooms and people.
        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Combobox).FillAsync("guest");
        var options = page.GetByRole(AriaRole.Group, new() { Name = "People" }).GetByRole(AriaRole.Option);
        await Assertions.Expect(options.Nth(2)).ToBeVisibleAsync();
        Assert.All(await options.Locator("b bdi").EvaluateAllAsync<string[]>("all => all.map(e => e.textContent)"), name => Assert.Contains(name, HostileTexts.All));
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Browse rooms" }).First.ClickAsync();
        var found = page.GetByRole(AriaRole.List, new() { Name = "Public rooms" });
        await Assertions.Expect(found.Locator($"a[href*='{places[0].Room}']")).ToBeVisibleAsync();
        foreach (var (at, text) in HostileTexts.All.Index())
        {
            Assert.Equal(text, await TextAsync(found.Locator($"a[href*='{places[at].Room}'] b")));
            Assert.Equal(text, await TextAsync(found.Locator($"a[href*='{places[at].Room}'] p")));
        }
        await page.Keyboard.PressAsync("Escape");
        await nothingHappened();

        // And without the server, from what the device kept.
        await page.ReloadAsync();
        foreach (var (at, text) in HostileTexts.All.Index()) Assert.Equal(text, await TextAsync(page.Locator($"[data-room='{places[at].Room}'] .label")));
        await nothingHappened();
    }

    [Fact]
    public async Task Whatever_one_types_is_text_in_every_place_and_seen_so_by_others()
    {
        var ann = await browser.OpenAsync();
        var ben = await browser.OpenAsync();
        var annIsSafe = await ann.GuardAsync();
        var benIsSafe = await ben.GuardAsync();
        await ann.SignInAsync(shared.Server.Address, await shared.PersonAsync("ann"));
        await ben.SignInAsync(shared.Server.Address, await shared.PersonAsync("ben"));

        foreach (var text in HostileTexts.All.Where(HostileTexts.IsName))
        {
            // A name of one's own, a room, its topic, a draft and a message, all of them that text.
            await ann.GetByRole(AriaRole.Button, new() { Name = "Your menu" }).ClickAsync();
            await ann.GetByRole(AriaRole.Menuitem, new() { Name = "Name and colour" }).ClickAsync();
            await ann.GetByRole(AriaRole.Dialog).GetByLabel("Name", new() { Exact = true }).FillAsync(text);
            Assert.Equal(text, await TextAsync(ann.Locator("[data-part=preview] .preview-name")));
            await ann.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Assertions.Expect(ann.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

            await ann.GetByRole(AriaRole.Button, new() { Name = "New room" }).First.ClickAsync();
            await ann.GetByRole(AriaRole.Dialog).GetByLabel("Name").FillAsync(text);
            await ann.GetByRole(AriaRole.Dialog).GetByLabel("Topic").FillAsync(text);
            await ann.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Make the room" }).ClickAsync();
            await Assertions.Expect(ann.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
            await Assertions.Expect(ann.Locator("main h1 bdi")).ToHaveTextAsync(text);
            var composer = ann.Locator(".composer textarea");
            await composer.FillAsync(text);
            await ann.ReloadAsync();
            await Assertions.Expect(composer).ToHaveValueAsync(text);
            await composer.PressAsync("Enter");
            var said = ann.Locator("[data-number][data-state=sent] [data-part=text]");
            await Assertions.Expect(said).ToHaveCountAsync(1);
            Assert.Equal(text, await TextAsync(said));
            await composer.PressAsync("ArrowUp");
            await Assertions.Expect(ann.GetByRole(AriaRole.Textbox, new() { Name = "Edit message" })).ToHaveValueAsync(text);
            await ann.Keyboard.PressAsync("Escape");

            await ben.GotoAsync(ann.Url);
            await Assertions.Expect(ben.Locator("[data-state=sent]")).ToHaveCountAsync(1);
            Assert.Equal(text, await TextAsync(ben.Locator("[data-state=sent] [data-part=text]")));
            Assert.Equal(text, await TextAsync(ben.Locator("[data-state=sent] .name bdi")));
            Assert.Equal(text, await TextAsync(ben.Locator("[data-part=topic] bdi")));
            await annIsSafe();
            await benIsSafe();
        }
    }

    [Fact]
    public async Task Directions_of_a_text_do_not_turn_what_stands_beside_it()
    {
        var page = await browser.OpenAsync();
        await page.LieAsync("room", "topic", "person", "said");
        var ann = await shared.PersonAsync("ann");
        await using var anns = await shared.Server.ConnectAsync(ann);
        await using var guests = new Guests(shared);
        foreach (var at in HostileTexts.All.Index().Where(each => each.Item.Any(c => c is '\u202E' or '\u2067' or '\u200F')).Select(each => each.Index))
        {
            var place = await guests.ArriveAsync(anns, at, isPrivate: true);
            if (page.Url == "about:blank") await page.SignInAsync(shared.Server.Address, ann);
            await page.GotoAsync(new Uri(shared.Server.Address, $"/rooms/{place.Room}").ToString());
            await Assertions.Expect(page.Locator("[data-state=sent]")).ToHaveCountAsync(1);
            (await place.Guest.EditMessageAsync(place.Room, place.Said, 1, HostileTexts.Token("said", at), Token).Within()).Value();
            await Assertions.Expect(page.Locator("[data-state=notice]")).ToHaveCountAsync(2);

            await StraightAsync(page.Locator("[data-state=sent] [data-part=text]"), "edited");
            // What ends the isolation of a name is allowed in none; a message is a paragraph of its own.
            if (HostileTexts.All[at].Contains('\u2069', StringComparison.Ordinal)) continue;
            await StraightAsync(page.Locator("[data-state=notice] > span").Last, "set the topic:");
            place.Guest.Open(place.Room);
            await place.Guest.TypesUntilAsync(place.Room, StraightAsync(page.Locator("[data-part=typing]"), "is typing"));
            await page.GetByRole(AriaRole.Complementary, new() { Name = "Members" }).Locator(".entry-who").Filter(new() { HasText = "guest" }).ClickAsync();
            await StraightAsync(page.Locator("dialog [data-part=role]"), "Member of");
            await StraightAsync(page.Locator("dialog [data-part=user-name]"), "@", "guest");
            await page.GetByRole(AriaRole.Button, new() { Name = "Remove from the room" }).ClickAsync();
            await StraightAsync(page.Locator("dialog h2").Last, "Remove", "(", "guest", ")", "?");
            await page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(1);
            await page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
            await StraightAsync(await MenuAsync(page, "Add people"), "Add people to");
            await page.Keyboard.PressAsync("Escape");
            await StraightAsync(await MenuAsync(page, "Leave the room"), "Leave", "?");
            await page.Keyboard.PressAsync("Escape");
        }
    }

    private static async Task RoomSaysAsync(IPage page, string text)
    {
        await Assertions.Expect(page.Locator("[data-state=sent] [data-part=text]")).ToHaveCountAsync(1);
        Assert.Equal(text, await TextAsync(page.Locator("main h1 bdi")));
        Assert.Equal(text, await TextAsync(page.Locator("[data-part=topic] bdi")));
        Assert.Equal(text, await TextAsync(page.Locator("[data-state=sent] [data-part=text]")));
        Assert.Equal(text, await TextAsync(page.Locator("[data-state=notice] bdi").Last));
        Assert.Contains(text, await page.GetByRole(AriaRole.Log).GetAttributeAsync("aria-label"), StringComparison.Ordinal);
        await IsTitledAsync(page, text).Within();

        await MenuAsync(page, "Name and topic", close: false);
        Assert.Equal(text, await page.GetByRole(AriaRole.Dialog).GetByLabel("Name").InputValueAsync());
        Assert.Equal(text, await page.GetByRole(AriaRole.Dialog).GetByLabel("Topic").InputValueAsync());
        await page.Keyboard.PressAsync("Escape");
        foreach (var item in (string[])["Add people", "Leave the room"])
        {
            Assert.Contains(text, await TextAsync(await MenuAsync(page, item, close: false)), StringComparison.Ordinal);
            await page.Keyboard.PressAsync("Escape");
        }
    }

    /// <summary>Waits for the title, which comes a frame after what is drawn.</summary>
    private static async Task IsTitledAsync(IPage page, string text)
    {
        while (!Spaced(await page.TitleAsync()).Contains(Spaced(text), StringComparison.Ordinal)) await page.EvaluateAsync("new Promise(requestAnimationFrame)");
    }

    private static async Task PersonSaysAsync(IPage page, Place place, string text)
    {
        Assert.Equal(text, await TextAsync(page.Locator("[data-state=sent] .name bdi")));
        place.Guest.Open(place.Room);
        var typing = TextAsync(page.Locator("[data-part=typing] bdi"));
        await place.Guest.TypesUntilAsync(place.Room, typing);
        Assert.Equal(text, await typing);
        var entry = page.GetByRole(AriaRole.Complementary, new() { Name = "Members" }).Locator(".entry-who").Filter(new() { HasText = "@guest" });
        Assert.Equal(text, await TextAsync(entry.Locator("b bdi")));
        await entry.ClickAsync();
        var card = page.GetByRole(AriaRole.Dialog);
        Assert.Equal(text, await TextAsync(card.Locator("h2")));
        Assert.Equal(text, await TextAsync(card.Locator("[data-part=role] bdi")));
        Assert.Equal(text, await TextAsync(card.GetByRole(AriaRole.List, new() { Name = "Rooms in common" }).Locator($"a[href*='{place.Room}'] bdi")));
        await card.GetByRole(AriaRole.Button, new() { Name = "Remove from the room" }).ClickAsync();
        Assert.Contains(text, await TextAsync(page.Locator("dialog h2").Last), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    /// <summary>Opens the dialog of an item of the room's menu, and gives its title.</summary>
    private static async Task<ILocator> MenuAsync(IPage page, string item, bool close = true)
    {
        if (close) await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Room menu" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = item }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        return page.Locator("dialog h2");
    }

    private static async Task<string> TextAsync(ILocator locator)
    {
        await Assertions.Expect(locator).ToBeVisibleAsync();
        return (await locator.TextContentAsync())!;
    }

    /// <summary>The page's own words run as they are read: each from its start to its end, one after the other.</summary>
    private static async Task StraightAsync(ILocator locator, params string[] words)
    {
        await Assertions.Expect(locator).ToContainTextAsync(words[^1]);
        Assert.Empty(await locator.EvaluateAsync<string[]>("""
            (element, words) => {
                const nodes = [], walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
                while (walker.nextNode()) nodes.push(walker.currentNode);
                const whole = nodes.map(n => n.data).join("");
                const box = (at) => {
                    for (const node of nodes) {
                        if (at < node.length) {
                            const range = document.createRange();
                            range.setStart(node, at);
                            range.setEnd(node, at + 1);
                            return range.getBoundingClientRect();
                        }
                        at -= node.length;
                    }
                };
                const wrong = [];
                let from = 0, before = { right: -Infinity, bottom: -Infinity };
                for (const word of words) {
                    const at = word === words.at(-1) ? whole.lastIndexOf(word) : whole.indexOf(word, from);
                    if (at < from) { wrong.push(`${word} is missing in ${whole}`); continue; }
                    for (let n = at; n < at + word.length; n++) {
                        const now = box(n);
                        if (now.left < before.right - 1 && now.top < before.bottom - 1) wrong.push(`${word} of ${JSON.stringify(whole)} runs backwards at ${n - at}`);
                        before = now;
                    }
                    from = at + word.length;
                }
                return wrong;
            }
            """, words));
    }

    /// <summary>As a window shows it: without what turns a line or breaks it.</summary>
    private static string Spaced(string text) => White().Replace(text, "");

    [GeneratedRegex(@"[\s\0-\x20\u0085\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+")]
    private static partial Regex White();

    private sealed record Place(Guid Room, ChatConnection Guest, Guid Said);

    /// <summary>People who are called, and who call their rooms, as the texts say.</summary>
    private sealed class Guests(SharedServer shared) : IAsyncDisposable
    {
        private readonly List<ChatConnection> _all = [];

        /// <summary>A room of somebody's, with a guest in it who has said something.</summary>
        public async Task<Place> ArriveAsync(ChatConnection owner, int at, bool isPrivate = false)
        {
            var guest = await shared.Server.ConnectAsync(await shared.PersonAsync("guest"));
            lock (_all) _all.Add(guest);
            (await guest.SetProfileAsync(HostileTexts.Token("person", at), null, Token).Within()).Value();
            var room = (await owner.CreateRoomAsync(HostileTexts.Token("room", at), null, isPrivate, Token).Within()).Value().Room;
            (await owner.SetTopicAsync(room, HostileTexts.Token("topic", at), Token).Within()).Value();
            (await owner.AddMemberAsync(room, guest.State.Me!.Value, Token).Within()).Value();
            var said = (await guest.PostAndWaitAsync(room, HostileTexts.Token("said", at), Token).Within()).Value();
            return new Place(room, guest, said.Id);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var guest in _all) await guest.DisposeAsync();
        }
    }
}
