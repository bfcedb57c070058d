using System.Text.Json;
using System.Text.RegularExpressions;
using Chat.Client;
using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>What somebody hears who doesn't see the page: what is read out by itself, and what things are called.</summary>
public sealed partial class ScreenReaderTests(Browser browser, SharedServer shared) : IClassFixture<Browser>, IClassFixture<SharedServer>
{
    [Fact]
    public async Task What_arrives_is_heard_once_the_author_first_then_the_text_and_the_time_last()
    {
        var (ann, room, ben) = await InARoomAsync();
        await using var owned = ben;

        await ben.SaysAsync(room, "The float is in.", "Who has the laminator?");
        await ann.SeesAsync("Who has the laminator?");

        var name = await NameAsync(ann, "The float is in.");
        Assert.Collection(
            await HeardAsync(ann),
            heard => Assert.Matches($@"^log: {name} The float is in\. \d{{1,2}}:\d\d", heard),
            heard => Assert.Matches($@"^log: {name}: Who has the laminator\? \d{{1,2}}:\d\d", heard));
    }

    [Fact]
    public async Task Own_words_are_heard_once_and_neither_tools_nor_fields_are()
    {
        var (ann, room, ben) = await InARoomAsync();
        await using var owned = ben;

        await ann.SayAsync("slipway", "mine");
        await ann.SeesAsync("mine");
        await ann.Message("mine").FocusAsync();
        await Assertions.Expect(ann.GetByRole(AriaRole.Toolbar, new() { Name = "Message" })).ToBeVisibleAsync();
        await ann.Keyboard.PressAsync("e");
        await Assertions.Expect(ann.GetByRole(AriaRole.Textbox, new() { Name = "Edit message" })).ToBeFocusedAsync();
        await ann.Keyboard.PressAsync("Escape");
        await ann.Composer("slipway").FocusAsync();
        ben.Open(room);
        await ben.TypesUntilAsync(room, Assertions.Expect(ann.Locator("[data-part=typing]")).ToContainTextAsync("is typing"));
        await ben.SaysAsync(room, "Heard.");
        await ann.SeesAsync("Heard.");

        // Sent, given back unchanged by the editor, and the answer: nothing else.
        Assert.Collection(
            await HeardAsync(ann),
            heard => Assert.Matches(@"^log: ann\d+ mine \d{1,2}:\d\d", heard),
            heard => Assert.Equal("log: mine", heard),
            heard => Assert.Matches(@"^log: ben\d+ Heard\. \d{1,2}:\d\d", heard));
    }

    [Fact]
    public async Task What_was_said_before_is_not_read_out_however_it_comes_into_view()
    {
        var room = await shared.RoomAsync("archive", Enumerable.Range(1, 300).Select(i => $"entry {i} of the log"));
        var ann = await OpenAsync();
        await ann.SignInAsync(shared.Server.Address, await shared.PersonAsync("ann"));
        await ann.GotoAsync(new Uri(shared.Server.Address, $"/rooms/{room}").ToString());
        await ann.SeesAsync("entry 300 of the log");
        await ListensAsync(ann);

        await ann.ScrollToTopAsync("entry 1 of the log");
        await ann.GetByRole(AriaRole.Button, new() { Name = "Newest" }).ClickAsync();
        await ann.SeesAsync("entry 300 of the log");
        await ListensAsync(ann);
        Assert.DoesNotContain(await HeardAsync(ann), each => each.StartsWith("log", StringComparison.Ordinal));

        // It could have been heard.
        await using var ben = await shared.Server.ConnectAsync(await shared.PersonAsync("ben"));
        (await ben.JoinRoomAsync(room, Token).Within()).Value();
        await ben.SaysAsync(room, "and one that is new");
        await ann.SeesAsync("and one that is new");
        Assert.Single(await HeardAsync(ann), each => each.StartsWith("log", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Losing_the_network_and_a_message_that_was_refused_are_heard()
    {
        var (ann, room, ben) = await InARoomAsync();
        await using var owned = ben;

        await ann.Context.SetOfflineAsync(true);
        await Assertions.Expect(ann.GetByRole(AriaRole.Status, new() { Name = "Connection" })).ToContainTextAsync("You are offline.");
        await ann.SayAsync("slipway", "from the tunnel");
        await Assertions.Expect(ann.Locator("[data-state=waiting], [data-state=sending]")).ToHaveCountAsync(1);
        var me = Guid.Parse((await ann.EvaluateAsync<string>("localStorage.getItem('me')"))!);
        (await ben.RemoveMemberAsync(room, me, Token).Within()).Value();
        await ann.Context.SetOfflineAsync(false);
        await Assertions.Expect(ann.Locator("[data-state=refused]")).ToHaveCountAsync(1);

        var heard = await HeardAsync(ann);
        Assert.Contains(heard, each => each.StartsWith("status: You are offline.", StringComparison.Ordinal));
        Assert.Single(heard, each => each.StartsWith("alert: Not sent.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_that_can_be_used_has_a_name_and_the_page_has_its_landmarks()
    {
        var (ann, room, ben) = await InARoomAsync();
        await using var owned = ben;
        var other = (await ben.CreateRoomAsync("boathouse", cancellationToken: Token).Within()).Value().Room;
        var me = Guid.Parse((await ann.EvaluateAsync<string>("localStorage.getItem('me')"))!);
        (await ben.AddMemberAsync(other, me, Token).Within()).Value();
        await ben.SaysAsync(other, "one", "two");
        await ben.SaysAsync(room, "said");
        await ann.SeesAsync("said");

        var rooms = ann.GetByRole(AriaRole.Navigation, new() { Name = "Rooms" });
        await Assertions.Expect(rooms.GetByRole(AriaRole.Link, new() { Name = "boathouse" })).ToHaveAccessibleNameAsync(Unread());
        await Assertions.Expect(ann.GetByRole(AriaRole.Main).GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("slipway");
        await Assertions.Expect(ann.GetByRole(AriaRole.Log, new() { Name = "Messages in slipway" })).ToHaveCountAsync(1);
        await Assertions.Expect(ann.GetByRole(AriaRole.Complementary, new() { Name = "Members" })).ToHaveCountAsync(1);
        await Assertions.Expect(ann.GetByRole(AriaRole.Status, new() { Name = "Connection" }).First).ToBeAttachedAsync();
        await Assertions.Expect(ann.Composer("slipway")).ToHaveAccessibleDescriptionAsync(new Regex("Enter sends"));

        await ann.Message("said").FocusAsync();
        var session = await ann.Context.NewCDPSessionAsync(ann);
        var tree = await session.SendAsync("Accessibility.getFullAXTree");
        var nodes = tree!.Value.GetProperty("nodes").EnumerateArray().Where(node => !node.GetProperty("ignored").GetBoolean()).ToList();
        string[] used = ["button", "link", "textbox", "searchbox", "checkbox", "switch", "radio", "menuitem", "combobox", "toolbar", "dialog", "log", "navigation", "complementary"];
        Assert.True(nodes.Count(node => used.Contains(Text(node, "role"))) > 10);
        Assert.DoesNotContain(nodes, node => used.Contains(Text(node, "role")) && Text(node, "name").Length == 0);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Text(JsonElement node, string property) =>
        node.TryGetProperty(property, out var found) && found.TryGetProperty("value", out var value) ? value.ToString() : "";

    private async Task<IPage> OpenAsync()
    {
        var page = await browser.OpenAsync();
        await page.AddInitScriptAsync(Listener);
        return page;
    }

    /// <summary>Ann in a room of Ben's, from now on listening.</summary>
    private async Task<(IPage Ann, Guid Room, ChatConnection Ben)> InARoomAsync()
    {
        var page = await OpenAsync();
        var ann = await shared.PersonAsync("ann");
        var ben = await shared.Server.ConnectAsync(await shared.PersonAsync("ben"));
        var room = (await ben.CreateRoomAsync(shared.NewName("slipway"), cancellationToken: Token).Within()).Value().Room;
        (await ben.AddMemberAsync(room, ann.Person.Id, Token).Within()).Value();
        await page.SignInAsync(shared.Server.Address, ann);
        await page.GotoAsync(new Uri(shared.Server.Address, $"/rooms/{room}").ToString());
        await Assertions.Expect(page.Composer("slipway")).ToBeVisibleAsync();
        await ListensAsync(page);
        await page.EvaluateAsync("heard.length = 0");
        return (page, room, ben);
    }

    private static async Task ListensAsync(IPage page)
    {
        await Assertions.Expect(page.GetByRole(AriaRole.Log)).ToHaveAttributeAsync("aria-live", "polite");
    }

    private static async Task<IReadOnlyList<string>> HeardAsync(IPage page) => await page.EvaluateAsync<string[]>("heard");

    private static async Task<string> NameAsync(IPage page, string text) =>
        Regex.Escape(await page.Message(text).Locator(".name").First.InnerTextAsync());

    [GeneratedRegex("2 unread")]
    private static partial Regex Unread();

    /// <summary>
    /// Writes down what a screen reader would read out by itself: text that comes into a live region, unless the region is
    /// off or busy. Hidden things are not heard.
    /// </summary>
    private const string Listener =
        """
        globalThis.heard = [];
        {
          const roles = { log: "polite", status: "polite", alert: "assertive" };
          const region = (node) => {
            for (let up = node.nodeType === 1 ? node : node.parentElement; up; up = up.parentElement) {
              if (up.getAttribute("aria-busy") === "true" || up.getAttribute("aria-live") === "off") return undefined;
              if (up.getAttribute("aria-live") || up.getAttribute("role") in roles) return up;
            }
          };
          const text = (node) => {
            if (node.nodeType === 3) return node.data;
            if (node.nodeType !== 1 || node.getAttribute("aria-hidden") === "true" || !node.checkVisibility({ visibilityProperty: true })) return "";
            const inline = getComputedStyle(node).display.startsWith("inline");
            const within = node.getAttribute("aria-label") ?? [...node.childNodes].map(text).join("");
            return inline ? within : ` ${within} `;
          };
          const hear = (node) => {
            if (!node.isConnected) return;
            const live = region(node);
            const said = live && text(node.nodeType === 3 ? node.parentElement : node).replace(/\s+/g, " ").trim();
            if (said) heard.push(`${live.getAttribute("role") ?? "live"}: ${said}`);
            // An alert is heard when it comes, whatever it comes with.
            if (!live && node.nodeType === 1) node.querySelectorAll("[role=alert]").forEach(hear);
          };
          new MutationObserver((changes) => {
            for (const change of changes) {
              if (change.type === "characterData") hear(change.target);
              else change.addedNodes.forEach(hear);
            }
          }).observe(document, { subtree: true, childList: true, characterData: true });
        }
        """;
}
