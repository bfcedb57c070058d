using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>Answers that come late: by then, somebody is at something else, which stays as it is.</summary>
public sealed class LateAnswerTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Edit_that_is_saved_late_leaves_the_next_one_open_and_under_ones_hands()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var (ann, line) = await OpenAsync(server);
        foreach (var text in new[] { "The flaot is in.", "So is the baot." })
        {
            await ann.SayAsync("general", text);
            await ann.SeesAsync(text);
        }
        var edit = ann.GetByRole(AriaRole.Textbox, new() { Name = "Edit message" });

        line.Hold();
        await ann.Message("The flaot is in.").FocusAsync();
        await ann.Keyboard.PressAsync("e");
        await edit.FillAsync("The float is in.");
        await edit.PressAsync("Enter");
        await ann.Message("So is the baot.").FocusAsync();
        await ann.Keyboard.PressAsync("e");
        await Assertions.Expect(edit).ToHaveValueAsync("So is the baot.");
        line.Release();
        await ann.SeesAsync("The float is in.");
        // Said after the answer: whatever that did is done.
        await ann.Composer("general").FillAsync("And the oars?");
        await ann.Composer("general").PressAsync("Enter");
        await ann.SeesAsync("And the oars?");

        await edit.PressAsync("End");
        await ann.Keyboard.TypeAsync(" Up.");
        await Assertions.Expect(edit).ToHaveValueAsync("So is the baot. Up.");
    }

    [Fact]
    public async Task Deletion_that_is_answered_late_leaves_the_next_question_open()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var (ann, line) = await OpenAsync(server);
        foreach (var text in new[] { "One too many.", "One to think about." })
        {
            await ann.SayAsync("general", text);
            await ann.SeesAsync(text);
        }
        var dialog = ann.GetByRole(AriaRole.Dialog, new() { Name = "Delete this message?" });

        line.Hold();
        await ann.Message("One too many.").FocusAsync();
        await ann.Keyboard.PressAsync("Delete");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await ann.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await ann.Message("One to think about.").FocusAsync();
        await ann.Keyboard.PressAsync("Delete");
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        line.Release();
        await Assertions.Expect(ann.Locator("[role=log] [data-state=deleted]")).ToHaveCountAsync(1);

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Assertions.Expect(ann.Locator("[role=log] [data-state=deleted]")).ToHaveCountAsync(2);
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Password_that_is_changed_late_leaves_the_settings_open()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var (ann, _) = await OpenAsync(server);
        var asked = new TaskCompletionSource<IRoute>(TaskCreationOptions.RunContinuationsAsynchronously);
        await ann.RouteAsync("**/api/password", asked.SetResult, new() { Times = 1 });
        await ann.GetByRole(AriaRole.Button, new() { Name = "Your menu" }).ClickAsync();
        await ann.GetByRole(AriaRole.Menuitem, new() { Name = "Change password" }).ClickAsync();
        var dialog = ann.GetByRole(AriaRole.Dialog, new() { Name = "Change password" });
        foreach (var field in await dialog.Locator("input[type=password]").AllAsync()) await field.FillAsync(ServerPeople.Password);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        var answer = await asked.Task.Within();
        await ann.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await ann.OpenSettingsAsync();

        await answer.ContinueAsync();
        await ann.HearsAsync("Password changed. Your other devices are signed out.");
        await Assertions.Expect(ann.GetByRole(AriaRole.Dialog, new() { Name = "Settings" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Two_people_who_are_added_before_the_first_answer_are_both_shown_as_added()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var (ann, line) = await OpenAsync(server);
        foreach (var name in new[] { "cara", "carl" }) await server.RegisterAsync(name);
        await ann.GetByRole(AriaRole.Button, new() { Name = "New room" }).First.ClickAsync();
        await ann.GetByRole(AriaRole.Dialog).GetByLabel("Name").FillAsync("boathouse");
        await ann.GetByRole(AriaRole.Button, new() { Name = "Make the room" }).ClickAsync();
        await Assertions.Expect(ann.Composer("boathouse")).ToBeVisibleAsync();
        await ann.GetByRole(AriaRole.Button, new() { Name = "Room menu" }).ClickAsync();
        await ann.GetByRole(AriaRole.Menuitem, new() { Name = "Add people" }).ClickAsync();
        var dialog = ann.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Find people").FillAsync("car");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);

        line.Hold();
        foreach (var name in new[] { "cara", "carl" }) await dialog.GetByRole(AriaRole.Button, new() { Name = $"Add {name}" }).ClickAsync();
        line.Release();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "In the room" })).ToHaveCountAsync(2);
    }

    private async Task<(IPage Ann, Line Line)> OpenAsync(ServerProcess server)
    {
        var ann = await browser.OpenAsync();
        var line = new Line();
        await ann.RouteWebSocketAsync("**/chat**", line.Connect);
        await ann.ListenAsync();
        await ann.SetUpAsync(server, "ann");
        return (ann, line);
    }

    /// <summary>A page's line, on which what the server says can be made to wait.</summary>
    private sealed class Line
    {
        private readonly Lock _lock = new();
        private readonly List<Action> _waiting = [];
        private bool _holds;

        public void Connect(IWebSocketRoute page) => page.ConnectToServer().OnMessage(frame =>
        {
            lock (_lock)
            {
                if (_holds) _waiting.Add(() => page.Send(frame.Text!));
                else page.Send(frame.Text!);
            }
        });

        public void Hold()
        {
            lock (_lock) _holds = true;
        }

        public void Release()
        {
            lock (_lock)
            {
                _holds = false;
                foreach (var send in _waiting) send();
                _waiting.Clear();
            }
        }
    }
}
