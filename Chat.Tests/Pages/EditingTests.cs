using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>What somebody is at stays where it is, whatever happens around them.</summary>
public sealed class EditingTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task What_is_written_anew_stays_under_ones_hands_while_the_room_is_busy()
    {
        await using var server = await ServerProcess.StartNewAsync("--Chat:PostRate:PerSecond", "100000", "--Chat:PostRate:Burst", "100000");
        var ann = await browser.OpenAsync();
        await ann.SetUpAsync(server, "ann");
        var room = Guid.Parse(new Uri(ann.Url).Segments[2].TrimEnd('/'));
        await using var ben = await server.ConnectAsync(await server.RegisterAsync("ben"));
        await ben.SaysAsync(room, "Said at first.");
        await ann.SayAsync("general", "The flaot is in.");
        await ann.SeesAsync("The flaot is in.");
        await ann.Keyboard.PressAsync("ArrowUp");
        var edit = ann.GetByRole(AriaRole.Textbox, new() { Name = "Edit message" });
        await edit.FillAsync("The float is");

        await ben.SaysAsync(room, Enumerable.Range(1, 200).Select(n => $"ben's {n}."));
        await Assertions.Expect(ann.GetByRole(AriaRole.Button, new() { NameRegex = new("^(1[0-9]{2}|200) new messages$") })).ToBeVisibleAsync();
        await Assertions.Expect(edit).ToBeInViewportAsync();
        await Assertions.Expect(edit).ToBeFocusedAsync();
        await ann.Keyboard.TypeAsync(" in.");
        await Assertions.Expect(edit).ToHaveValueAsync("The float is in.");

        // Neither does it go when one reads far on meanwhile: the next key finds it.
        await ann.WaitForFunctionAsync(
            """
            () => {
              const log = document.querySelector("[role=log]");
              log.scrollTop = log.scrollHeight;
              return [...log.querySelectorAll("[data-part=text]")].some((each) => each.textContent === "ben's 200.");
            }
            """, null, new() { PollingInterval = 50, Timeout = 60_000 });
        await Assertions.Expect(ann.Message("ben's 200.")).ToBeInViewportAsync();
        await Assertions.Expect(edit).ToBeFocusedAsync();
        await ann.Keyboard.TypeAsync("!");
        await Assertions.Expect(edit).ToHaveValueAsync("The float is in.!");
        await ann.Keyboard.PressAsync("Backspace");
        await Assertions.Expect(edit).ToBeInViewportAsync();

        // The keys of the page work there too.
        await ann.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(ann.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await ann.Keyboard.PressAsync("Escape");
        await Assertions.Expect(ann.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await edit.FocusAsync();
        await ann.Keyboard.PressAsync("Enter");
        await ann.SeesAsync("The float is in.");
    }

    [Fact]
    public async Task What_is_written_anew_and_not_saved_outlives_a_look_at_another_room_and_the_page()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await browser.OpenAsync();
        await ann.SetUpAsync(server, "ann");
        await ann.SayAsync("general", "The flaot is in.");
        await ann.SeesAsync("The flaot is in.");
        var edit = ann.GetByRole(AriaRole.Textbox, new() { Name = "Edit message" });
        await ann.Composer("general").PressAsync("ArrowUp");
        await edit.FillAsync("The float is");

        await ann.GetByRole(AriaRole.Button, new() { Name = "New room" }).First.ClickAsync();
        await ann.GetByRole(AriaRole.Dialog).GetByLabel("Name").FillAsync("boathouse");
        await ann.GetByRole(AriaRole.Button, new() { Name = "Make the room" }).ClickAsync();
        await Assertions.Expect(ann.Composer("boathouse")).ToBeVisibleAsync();
        await ann.RoomAsync("general");
        await EditAgainAsync("The flaot is in.", "The float is");
        await edit.FillAsync("The float is in. At last.");

        await ann.ReloadAsync();
        await EditAgainAsync("The flaot is in.", "The float is in. At last.");
        await edit.PressAsync("Enter");

        // What was saved is no draft any more, nor is what was given up.
        await EditAgainAsync("The float is in. At last.", "The float is in. At last.");
        await edit.FillAsync("Never mind.");
        await edit.PressAsync("Escape");
        await EditAgainAsync("The float is in. At last.", "The float is in. At last.");

        async Task EditAgainAsync(string said, string written)
        {
            await ann.SeesAsync(said);
            await ann.Composer("general").PressAsync("ArrowUp");
            await Assertions.Expect(edit).ToHaveValueAsync(written);
        }
    }

    [Fact]
    public async Task Escape_that_an_input_method_takes_ends_neither_an_edit_nor_the_list_of_members()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await browser.OpenAsync();
        await ann.SetUpAsync(server, "ann");
        var keyboard = await ann.Context.NewCDPSessionAsync(ann);
        await ann.SayAsync("general", "The flaot is in.");
        await ann.SeesAsync("The flaot is in.");
        await ann.Keyboard.PressAsync("ArrowUp");
        var edit = ann.GetByRole(AriaRole.Textbox, new() { Name = "Edit message" });
        await edit.FillAsync("浮き桟橋");

        await EscapeAsync();
        await ann.Keyboard.TypeAsync("です");
        await Assertions.Expect(edit).ToHaveValueAsync("浮き桟橋です");
        await ann.Keyboard.PressAsync("Escape");
        await Assertions.Expect(edit).ToHaveCountAsync(0);

        var members = ann.GetByRole(AriaRole.Complementary, new() { Name = "Members" });
        await members.GetByRole(AriaRole.Button, new() { Name = "Close members" }).FocusAsync();
        await EscapeAsync();
        await ann.Keyboard.PressAsync("Shift");
        await Assertions.Expect(members).ToBeVisibleAsync();
        await ann.Keyboard.PressAsync("Escape");
        await Assertions.Expect(members).ToHaveCountAsync(0);

        // As Safari tells of it: the composition has ended already, and only the code says whose key it was.
        async Task EscapeAsync()
        {
            await keyboard.SendAsync("Input.dispatchKeyEvent", new() { ["type"] = "rawKeyDown", ["key"] = "Escape", ["code"] = "Escape", ["windowsVirtualKeyCode"] = 229 });
            await keyboard.SendAsync("Input.dispatchKeyEvent", new() { ["type"] = "keyUp", ["key"] = "Escape", ["code"] = "Escape", ["windowsVirtualKeyCode"] = 27 });
        }
    }

    [Fact]
    public async Task Who_comes_by_a_link_to_a_room_with_something_unread_stays_at_what_the_link_names()
    {
        await using var server = await ServerProcess.StartNewAsync("--Chat:PostRate:PerSecond", "100000", "--Chat:PostRate:Burst", "100000");
        var ann = await browser.OpenAsync();
        await ann.SetUpAsync(server, "ann");
        var room = Guid.Parse(new Uri(ann.Url).Segments[2].TrimEnd('/'));
        await using var ben = await server.ConnectAsync(await server.RegisterAsync("ben"));
        await ben.SaysAsync(room, Enumerable.Range(1, 40).Select(n => $"ben's {n}."));
        await ann.SeesAsync("ben's 40.");
        await Assertions.Expect(ann.GetByRole(AriaRole.Link, new() { Name = "general", Exact = true })).ToBeVisibleAsync();
        var other = (await ben.CreateRoomAsync("boathouse", cancellationToken: TestContext.Current.CancellationToken).Within()).Value().Room;
        await ann.GotoAsync(new Uri(server.Address, $"/rooms/{other}").ToString());
        await Assertions.Expect(ann.GetByRole(AriaRole.Heading, new() { Name = "boathouse", Level = 1 })).ToBeVisibleAsync();
        await ben.SaysAsync(room, Enumerable.Range(41, 60).Select(n => $"ben's {n}."));
        await Assertions.Expect(ann.GetByRole(AriaRole.Link, new() { Name = "general 60 unread" })).ToBeVisibleAsync();

        await ann.GotoAsync(new Uri(server.Address, $"/rooms/{room}/8").ToString());
        await Assertions.Expect(ann.Locator("[data-number='8']")).ToBeInViewportAsync();
        await Assertions.Expect(ann.GetByRole(AriaRole.Button, new() { NameRegex = new("^(Newest|[0-9]+ new messages)$") })).ToBeVisibleAsync();
        await Assertions.Expect(ann.Locator("[role=log] ol")).ToHaveAttributeAsync("aria-busy", "false");
        await Assertions.Expect(ann.Composer("general")).ToBeVisibleAsync();
        // Asked for and answered after the room was live: whatever that brought has been drawn.
        await ben.SaysAsync(room, "And one more.");
        await Assertions.Expect(ann.GetByRole(AriaRole.Link, new() { Name = "general 61 unread" })).ToBeVisibleAsync();
        await Assertions.Expect(ann.Locator("[data-number='8']")).ToBeInViewportAsync();
    }
}
