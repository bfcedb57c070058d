using Chat.Client;
using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>Writing a message: nothing is sent too early, nothing that was typed is lost.</summary>
public sealed class ComposerTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData("に", "日本", "日本語")]
    [InlineData("tie", "tiê", "tiếng Việt")]
    public async Task Enter_that_ends_a_composition_never_sends_half_a_word(string first, string second, string whole)
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await browser.OpenAsync();
        await ann.SetUpAsync(server, "ann");
        var keyboard = await ann.Context.NewCDPSessionAsync(ann);
        await ann.Composer("general").FocusAsync();

        await ComposeAsync(first);
        await ComposeAsync(second);
        await ProcessedKeyAsync("ArrowUp", 38);
        await ProcessedKeyAsync("Enter", 13);
        await keyboard.SendAsync("Input.insertText", new() { ["text"] = whole });
        // Safari tells of the key only after the composition has ended.
        await ProcessedKeyAsync("Enter", 13);
        await Assertions.Expect(ann.Composer("general")).ToHaveValueAsync(whole);
        await Assertions.Expect(ann.Locator("[role=log] [data-state=sending], [role=log] [data-state=sent]")).ToHaveCountAsync(0);

        await ann.Keyboard.PressAsync("Enter");
        await ann.SeesAsync(whole);
        await Assertions.Expect(ann.Composer("general")).ToHaveValueAsync("");

        Task ComposeAsync(string text) => keyboard.SendAsync("Input.imeSetComposition", new()
        {
            ["text"] = text,
            ["selectionStart"] = text.Length,
            ["selectionEnd"] = text.Length,
        });

        // As the browser reports a key that the input method has taken.
        async Task ProcessedKeyAsync(string key, int code)
        {
            await keyboard.SendAsync("Input.dispatchKeyEvent", new() { ["type"] = "rawKeyDown", ["key"] = key, ["code"] = key, ["windowsVirtualKeyCode"] = 229 });
            await keyboard.SendAsync("Input.dispatchKeyEvent", new() { ["type"] = "keyUp", ["key"] = key, ["code"] = key, ["windowsVirtualKeyCode"] = code });
        }
    }

    [Fact]
    public async Task Pasted_text_stays_as_it_was_and_undo_works_over_pasting_and_sending()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await browser.OpenAsync();
        await ann.SetUpAsync(server, "ann");
        var composer = ann.Composer("general");
        const string Pasted = "  two spaces\n\n\ttab,  and  gaps\n    end  ";

        await composer.FocusAsync();
        await ann.Keyboard.InsertTextAsync("before ");
        await ann.EvaluateAsync("text => document.execCommand('insertText', false, text)", Pasted);
        await Assertions.Expect(composer).ToHaveValueAsync("before " + Pasted);
        await ann.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(composer).ToHaveValueAsync("before ");
        await ann.Keyboard.PressAsync("Control+Shift+z");
        await Assertions.Expect(composer).ToHaveValueAsync("before " + Pasted);

        await ann.Keyboard.PressAsync("Enter");
        await ann.SeesAsync("two spaces");
        var room = Guid.Parse(new Uri(ann.Url).Segments[2].TrimEnd('/'));
        Assert.Contains(await HistoryOnDisk.ReadAsync(server.Database, room), m => m.Text == "before " + Pasted);

        await Assertions.Expect(composer).ToHaveValueAsync("");
        await ann.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(composer).ToHaveValueAsync("before " + Pasted);
    }

    [Fact]
    public async Task What_the_device_has_no_space_for_comes_back_before_what_was_written_since()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await browser.OpenAsync();
        await ann.Context.AddInitScriptAsync(
            """
            const { put } = IDBObjectStore.prototype;
            let failed = false;
            globalThis.full = false;
            globalThis.fails = () => { failed = true; };
            IDBObjectStore.prototype.put = function (...row) {
                if (!full || this.name !== "outbox") return put.apply(this, row);
                // The disk is slow to say so: until then the transaction stays open.
                const { transaction } = this;
                const wait = () => { if (failed) transaction.abort(); else this.count().onsuccess = wait; };
                wait();
                return this.count();
            };
            """);
        await ann.SetUpAsync(server, "ann");
        var composer = ann.Composer("general");

        await ann.EvaluateAsync("full = true");
        await ann.SayAsync("general", "The float is in.");
        await Assertions.Expect(composer).ToHaveValueAsync("");
        await composer.FillAsync("And the other one.");
        await ann.EvaluateAsync("fails()");
        await Assertions.Expect(composer).ToHaveValueAsync("The float is in.\nAnd the other one.");
        await Assertions.Expect(ann.GetByRole(AriaRole.Alert).Filter(new() { HasText = "could not keep" })).ToBeVisibleAsync();
        await Assertions.Expect(ann.Message("The float is in.")).ToHaveCountAsync(0);

        await ann.EvaluateAsync("full = false");
        await composer.PressAsync("Enter");
        await ann.SeesAsync("The float is in.");
    }

    [Fact]
    public async Task Enter_in_the_moment_a_session_ends_loses_nothing()
    {
        await using var server = await ServerProcess.StartNewAsync();
        await server.SetUpAsync("owner");
        var person = await server.RegisterAsync("ann");
        var ann = await browser.OpenAsync();
        await ann.SignInAsync(server.Address, person);
        await ann.RoomAsync("general");
        await ann.Composer("general").FillAsync("The float is in.");
        // The server is slow to say who is signed in.
        var asked = new TaskCompletionSource<IRoute>(TaskCreationOptions.RunContinuationsAsynchronously);
        await ann.RouteAsync("**/api/state", asked.SetResult, new() { Times = 1 });

        // The password is changed elsewhere.
        using var http = new HttpClient { BaseAddress = server.Address };
        (await new AccountApi(http).ChangePasswordAsync(person.Token!, new(ServerPeople.Password, ServerPeople.Password), TestContext.Current.CancellationToken).Within()).Value();
        var answer = await asked.Task.Within();
        await ann.Keyboard.PressAsync("Enter");
        await answer.ContinueAsync();

        await Assertions.Expect(ann.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await ann.SignInAsync(server.Address, person);
        await ann.RoomAsync("general");
        await Assertions.Expect(ann.Composer("general")).ToHaveValueAsync("The float is in.");
        await ann.Composer("general").PressAsync("Enter");
        await ann.SeesAsync("The float is in.");
    }

    [Fact]
    public async Task Field_grows_with_its_text_and_tells_how_much_is_left_before_it_refuses()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await browser.OpenAsync();
        await ann.SetUpAsync(server, "ann");
        var composer = ann.Composer("general");
        var low = (await composer.BoundingBoxAsync())!.Height;

        await composer.FillAsync("one\ntwo\nthree\nfour");
        Assert.True((await composer.BoundingBoxAsync())!.Height > 2 * low);
        await Assertions.Expect(ann.GetByText("left")).ToHaveCountAsync(0);

        await composer.FillAsync(new string('a', new Chat.Contracts.Limits().TextBytes - 7));
        await Assertions.Expect(ann.GetByText("7 bytes left")).ToBeVisibleAsync();
        await composer.FillAsync(new string('語', new Chat.Contracts.Limits().TextBytes / 3 + 1));
        await Assertions.Expect(ann.GetByRole(AriaRole.Alert)).ToContainTextAsync("Too long by");
        await Assertions.Expect(ann.GetByRole(AriaRole.Button, new() { Name = "Send" })).ToHaveAttributeAsync("aria-disabled", "true");
        await composer.PressAsync("Enter");
        await Assertions.Expect(composer).Not.ToHaveValueAsync("");

        // As high as the window allows, never higher.
        Assert.True((await composer.BoundingBoxAsync())!.Height <= 800 * 0.4 + 1);
    }
}
