using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.EndToEnd;

/// <summary>Somebody at the page and somebody at a terminal: each sees what the other does, not only what they say.</summary>
public sealed class PageAndConsoleTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Typing_edits_deletes_unread_and_presence_pass_between_page_and_terminal()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await browser.OpenAsync();
        // The test says whether somebody looks at the page.
        await ann.AddInitScriptAsync("""
            globalThis.looks = true;
            Object.defineProperty(document, "visibilityState", { get: () => looks ? "visible" : "hidden", configurable: true });
            Object.defineProperty(document, "hidden", { get: () => !looks, configurable: true });
            document.hasFocus = () => looks;
            """);
        await ann.SetUpAsync(server, "ann");
        var members = ann.GetByRole(AriaRole.Complementary, new() { Name = "Members" });
        await using var terminal = await ConsoleSteps.OpenAsync(server, await server.RegisterAsync("cara"), 120, 36);
        await using var dora = await ConsoleSteps.OpenAsync(server, await server.RegisterAsync("dora"), 120, 36);
        await dora.UntilAsync("general");

        // Presence: both are seen to come, and the page to be looked away from.
        await terminal.UntilAsync("Here now, 3");
        await Assertions.Expect(members.GetByRole(AriaRole.Heading, new() { Name = "Here now, 3" })).ToBeVisibleAsync();
        await LookAsync(ann, false);
        await terminal.UntilAsync("Away, 1");
        await LookAsync(ann, true);
        await terminal.UntilAsync(screen => !screen.Contains("Away, 1", StringComparison.Ordinal));
        // Dora leaves; that is told once she had the time to come back. Meanwhile the others talk.
        await dora.PressAsync("C-q");

        // Typing, on both sides.
        var told = terminal.UntilAsync("ann is typing");
        for (var text = "The float is i"; !told.IsCompleted; text += "n") await ann.Composer("general").FillAsync(text);
        await told;
        await ann.Composer("general").FillAsync("The float is in");
        await ann.Composer("general").PressAsync("Enter");
        await terminal.UntilAsync("The float is in");
        await terminal.TypeAsync("Which one");
        var seen = Task.WhenAll(
            Assertions.Expect(ann.Locator("[data-part=typing]")).ToContainTextAsync("cara is typing"),
            Assertions.Expect(members.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "cara" })).ToContainTextAsync("typing…"));
        while (!seen.IsCompleted) await terminal.PressAsync("Space", "BSpace");
        await seen;
        await terminal.PressAsync("Enter");
        await ann.SeesAsync("Which one");
        await Assertions.Expect(ann.Locator("[data-part=typing]")).ToBeEmptyAsync();

        // Edits, from both sides.
        await terminal.PressAsync("Up");
        await terminal.UntilAsync("Let go");
        await terminal.PressAsync("e");
        await terminal.UntilAsync("Edit │ Which one");
        await terminal.TypeAsync(" of them?");
        await terminal.PressAsync("Enter");
        await ann.SeesAsync("Which one of them?");
        await Assertions.Expect(ann.Message("Which one of them?")).ToContainTextAsync("(edited)");
        await ann.Composer("general").PressAsync("ArrowUp");
        await ann.GetByRole(AriaRole.Textbox, new() { Name = "Edit message" }).FillAsync("The new float is in.");
        await ann.Keyboard.PressAsync("Enter");
        await terminal.UntilAsync("The new float is in. (edited)");

        // Deletes, from both sides.
        await terminal.UntilAsync("You │");
        await terminal.PressAsync("Up");
        await terminal.UntilAsync("Let go");
        await terminal.PressAsync("DC");
        await terminal.PressAsync("DC");
        await Assertions.Expect(ann.Locator("[data-state=deleted]")).ToHaveCountAsync(1);
        await Assertions.Expect(ann.Message("Which one of them?")).ToHaveCountAsync(0);
        await ann.Message("The new float is in.").FocusAsync();
        await ann.Keyboard.PressAsync("Delete");
        await ann.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Assertions.Expect(ann.Locator("[data-state=deleted]")).ToHaveCountAsync(2);
        await terminal.UntilAsync(screen => !screen.Contains("float is in", StringComparison.Ordinal));

        // What is unread elsewhere, on both sides.
        await terminal.TypeAsync("/create boathouse");
        await terminal.PressAsync("Enter");
        await terminal.UntilAsync("Message #boathouse");
        await ann.SayAsync("general", "Are you gone?");
        await terminal.UntilAsync(screen => Row(screen, "general").TrimEnd().EndsWith(" 1", StringComparison.Ordinal));
        await terminal.PressAsync("C-n");
        await terminal.UntilAsync("Are you gone?");
        await ann.GetByRole(AriaRole.Button, new() { Name = "New room" }).First.ClickAsync();
        await ann.GetByRole(AriaRole.Dialog).GetByLabel("Name").FillAsync("slipway");
        await ann.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Make the room" }).ClickAsync();
        await Assertions.Expect(ann.Composer("slipway")).ToBeVisibleAsync();
        await terminal.SayAsync("Here again.");
        await Assertions.Expect(ann.GetByRole(AriaRole.Link, new() { Name = "general 1 unread" })).ToBeVisibleAsync();
        await ann.RoomAsync("general");
        await ann.SeesAsync("Here again.");
        await Assertions.Expect(ann.GetByRole(AriaRole.Navigation, new() { Name = "Rooms" })).Not.ToContainTextAsync("unread");
        // Read here, it is read for the terminal as well.
        await terminal.UntilAsync(screen => !Row(screen, "general").TrimEnd().EndsWith('1'));

        await Assertions.Expect(members.GetByRole(AriaRole.Heading, new() { Name = "Offline, 1" })).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await Assertions.Expect(members.GetByRole(AriaRole.Heading, new() { Name = "Here now, 2" })).ToBeVisibleAsync();
        await terminal.UntilAsync("Offline, 1");
    }

    private static async Task LookAsync(IPage page, bool looks) =>
        await page.EvaluateAsync("looks => { globalThis.looks = looks; document.dispatchEvent(new Event('visibilitychange')); dispatchEvent(new Event(looks ? 'focus' : 'blur')); }", looks);

    /// <summary>The row of a room in the terminal's list, without the conversation beside it.</summary>
    private static string Row(string screen, string room) =>
        screen.Split('\n').Select(line => line.Length > 24 ? line[..24] : line).FirstOrDefault(line => line.Contains(room, StringComparison.Ordinal)) ?? "";
}
