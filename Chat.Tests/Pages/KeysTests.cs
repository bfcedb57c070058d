using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>The page by keyboard: the help, the rooms, the log and its messages.</summary>
public sealed class KeysTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Question_mark_shows_all_keys_where_nobody_types_and_characters_can_be_switched_off()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await browser.OpenAsync();
        await ann.SetUpAsync(server, "ann");
        var help = ann.GetByRole(AriaRole.Dialog, new() { Name = "Keys" });

        await ann.Composer("general").FocusAsync();
        await ann.Keyboard.TypeAsync("Really?");
        await Assertions.Expect(ann.Composer("general")).ToHaveValueAsync("Really?");
        await Assertions.Expect(help).ToHaveCountAsync(0);
        await ann.Keyboard.PressAsync("Control+a");
        await ann.Keyboard.PressAsync("Delete");

        await ann.GetByRole(AriaRole.Log).FocusAsync();
        await ann.Keyboard.PressAsync("?");
        foreach (var group in (string[])["Everywhere", "In a conversation", "While the messages have the focus", "At a message", "While you write"])
            await Assertions.Expect(help.GetByRole(AriaRole.Heading, new() { Name = group, Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(help.GetByText("Mark unread from here")).ToBeVisibleAsync();
        await help.GetByRole(AriaRole.Switch).UncheckAsync();
        await ann.Keyboard.PressAsync("Escape");
        await Assertions.Expect(help).ToHaveCountAsync(0);
        await Assertions.Expect(ann.GetByRole(AriaRole.Log)).ToBeFocusedAsync();

        // Characters alone do nothing now; the same help has a key that nobody says by mistake.
        await ann.Keyboard.PressAsync("?");
        await ann.Keyboard.PressAsync("g");
        await Assertions.Expect(ann.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await ann.Keyboard.PressAsync("Control+/");
        await help.GetByRole(AriaRole.Switch).CheckAsync();
        await ann.Keyboard.PressAsync("Escape");
        await ann.Keyboard.PressAsync("g");
        await Assertions.Expect(ann.GetByRole(AriaRole.Dialog, new() { Name = "Go to" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Alt_and_arrows_lead_through_the_rooms_and_with_Shift_to_those_with_something_unread()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await browser.OpenAsync();
        await ann.SetUpAsync(server, "ann");
        await using var ben = await server.ConnectAsync(await server.RegisterAsync("ben"));
        var alpha = await ben.RoomOfBothAsync("alpha", ann);
        await ben.RoomOfBothAsync("harbour", ann);
        var zulu = await ben.RoomOfBothAsync("zulu", ann);
        // From another room, so that reading doesn't take the mark away.
        foreach (var room in (string[])["alpha", "harbour", "zulu"])
        {
            await ann.RoomAsync(room);
            await Assertions.Expect(ann.GetByRole(AriaRole.Link, new() { Name = $"{room}", Exact = true })).ToBeVisibleAsync();
        }
        await ann.RoomAsync("general");
        // The key of the last message is this one without Alt.
        await ann.SayAsync("general", "Said before.");

        async Task InAsync(string room) => await Assertions.Expect(ann.GetByRole(AriaRole.Heading, new() { Name = room, Level = 1 })).ToBeVisibleAsync();
        await ann.Keyboard.PressAsync("Alt+ArrowUp");
        await InAsync("alpha");
        await ann.Keyboard.PressAsync("Alt+ArrowDown");
        await ann.Keyboard.PressAsync("Alt+ArrowDown");
        await InAsync("harbour");
        await ann.Keyboard.PressAsync("Alt+ArrowUp");
        await InAsync("general");

        (await ben.PostAndWaitAsync(zulu, "Are you there?", TestContext.Current.CancellationToken)).Value();
        await Assertions.Expect(ann.GetByRole(AriaRole.Link, new() { Name = "zulu 1 unread" })).ToBeVisibleAsync();
        await ann.Keyboard.PressAsync("Alt+Shift+ArrowUp");
        await InAsync("zulu");
        await ann.SeesAsync("Are you there?");
        await Assertions.Expect(ann.Composer("zulu")).ToBeFocusedAsync();

        // What is unread in a muted room calls nobody: the key goes past it.
        await ann.RoomAsync("general");
        await ann.Locator($"[data-room='{zulu}']").GetByRole(AriaRole.Link).FocusAsync();
        await ann.Keyboard.PressAsync("m");
        await Assertions.Expect(ann.GetByRole(AriaRole.Link, new() { Name = "zulu muted" })).ToBeVisibleAsync();
        (await ben.PostAndWaitAsync(zulu, "Still there?", TestContext.Current.CancellationToken)).Value();
        (await ben.PostAndWaitAsync(alpha, "And here?", TestContext.Current.CancellationToken)).Value();
        await Assertions.Expect(ann.GetByRole(AriaRole.Link, new() { Name = "alpha 1 unread" })).ToBeVisibleAsync();
        await ann.Composer("general").FocusAsync();
        await ann.Keyboard.PressAsync("Alt+Shift+ArrowDown");
        await InAsync("alpha");
    }

    [Fact]
    public async Task Log_and_messages_obey_keys_only_while_they_have_the_focus()
    {
        await using var server = await ServerProcess.StartNewAsync("--Chat:PostRate:PerSecond", "100000", "--Chat:PostRate:Burst", "100000");
        var ann = await browser.OpenAsync();
        await ann.ListenAsync();
        await ann.SetUpAsync(server, "ann");
        await ann.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var room = Guid.Parse(new Uri(ann.Url).Segments[2].TrimEnd('/'));
        await using var ben = await server.ConnectAsync(await server.RegisterAsync("ben"));
        foreach (var posted in await Task.WhenAll(Enumerable.Range(1, 90).Select(n => ben.PostAndWaitAsync(room, $"ben's {n}.")))) posted.Value();
        await ann.SayAsync("general", "mine");
        await ann.SeesAsync("mine");
        var log = ann.GetByRole(AriaRole.Log);
        var mine = ann.Message("mine");

        // Letters in the composer are letters.
        await ann.Keyboard.TypeAsync("u");
        await Assertions.Expect(ann.Composer("general")).ToHaveValueAsync("u");
        await ann.Keyboard.PressAsync("Backspace");

        await log.FocusAsync();
        await ann.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(mine).ToBeFocusedAsync();
        await ann.Keyboard.PressAsync("c");
        await ann.HearsAsync("Link copied");
        Assert.EndsWith($"/rooms/{room}/{await mine.GetAttributeAsync("data-number")}", await ann.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await ann.Keyboard.PressAsync("e");
        await ann.GetByRole(AriaRole.Textbox, new() { Name = "Edit message" }).FillAsync("mine, mended");
        await ann.Keyboard.PressAsync("Enter");
        await ann.SeesAsync("mine, mended");
        await Assertions.Expect(mine).ToBeFocusedAsync();
        await ann.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(ann.Message("ben's 90.")).ToBeFocusedAsync();
        await ann.Keyboard.PressAsync("ArrowDown");

        // Pages: the focus comes along. Home and End: the beginning of the room, and its newest message.
        await ann.Keyboard.PressAsync("PageUp");
        await Assertions.Expect(mine).Not.ToBeFocusedAsync();
        await Assertions.Expect(ann.Locator("[role=log] .msg:focus")).ToBeInViewportAsync();
        await ann.Keyboard.PressAsync("PageDown");
        await Assertions.Expect(ann.Locator("[role=log] .msg:focus")).ToBeInViewportAsync();
        await ann.Keyboard.PressAsync("Home");
        await Assertions.Expect(ann.Locator("[data-number='1']")).ToBeInViewportAsync();
        await Assertions.Expect(log).ToBeFocusedAsync();
        await ann.Keyboard.PressAsync("End");
        await Assertions.Expect(mine).ToBeInViewportAsync();

        // What is unread from here on is read again by Escape, which leads to the newest and to the composer.
        await ann.Keyboard.PressAsync("ArrowUp");
        await ann.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(ann.Message("ben's 90.")).ToBeFocusedAsync();
        await ann.Keyboard.PressAsync("u");
        await Assertions.Expect(ann.GetByRole(AriaRole.Link, new() { Name = "general 2 unread" })).ToBeVisibleAsync();
        await Assertions.Expect(ann.Locator("[data-key=new]")).ToHaveCountAsync(1);
        await ann.Keyboard.PressAsync("Escape");
        await Assertions.Expect(log).ToBeFocusedAsync();
        await ann.Keyboard.PressAsync("Escape");
        await Assertions.Expect(ann.GetByRole(AriaRole.Link, new() { Name = "general", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(ann.Locator("[data-key=new]")).ToHaveCountAsync(0);
        await Assertions.Expect(ann.Composer("general")).ToBeFocusedAsync();

        await mine.FocusAsync();
        await ann.Keyboard.PressAsync("Delete");
        await ann.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Assertions.Expect(mine).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_room_opens_at_its_first_unread_message_even_where_that_is_far_away()
    {
        await using var server = await ServerProcess.StartNewAsync("--Chat:PostRate:PerSecond", "100000", "--Chat:PostRate:Burst", "100000");
        var ann = await browser.OpenAsync();
        await ann.SetUpAsync(server, "ann");
        await using var ben = await server.ConnectAsync(await server.RegisterAsync("ben"));
        var harbour = await ben.RoomOfBothAsync("harbour", ann);
        foreach (var posted in await Task.WhenAll(Enumerable.Range(1, 300).Select(n => ben.PostAndWaitAsync(harbour, $"ben's {n}.")))) posted.Value();
        await Assertions.Expect(ann.GetByRole(AriaRole.Link, new() { Name = "harbour 300 unread" })).ToBeVisibleAsync();

        await ann.RoomAsync("harbour");
        await Assertions.Expect(ann.Message("ben's 1.").First).ToBeInViewportAsync();
        await Assertions.Expect(ann.Locator("[data-key=new]")).ToBeInViewportAsync();

        // The newest is one key away, and n leads back to the first unread.
        await ann.GetByRole(AriaRole.Log).FocusAsync();
        await ann.Keyboard.PressAsync("End");
        await Assertions.Expect(ann.Message("ben's 300.")).ToBeInViewportAsync();
        await ann.Keyboard.PressAsync("n");
        await Assertions.Expect(ann.Locator("[data-key=new]")).ToBeInViewportAsync();
    }
}
