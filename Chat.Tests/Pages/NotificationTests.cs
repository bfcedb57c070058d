using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>What a browser is told while nobody looks at the page: each message once, whatever the tabs, reloads and reconnects.</summary>
public sealed class NotificationTests(Browser browser) : IClassFixture<Browser>
{
    // Records what would be shown, over reloads and for all tabs; and lets a test say whether somebody looks at the page.
    private const string Recorder = """
        globalThis.Notification = class {
            static permission = "granted";
            static requestPermission = async () => "granted";
            constructor(title, options) {
                Object.assign(this, { title, options });
                (globalThis.live ??= []).push(this);
                const strip = text => text.replace(/[\u2068\u2069]/g, "");
                localStorage.setItem("recorded", JSON.stringify([...JSON.parse(localStorage.getItem("recorded") ?? "[]"), `${strip(title)}: ${strip(options.body)}`]));
            }
            close() { this.closed = true; this.onclose?.(); }
        };
        globalThis.looks = true;
        Object.defineProperty(document, "visibilityState", { get: () => globalThis.looks ? "visible" : "hidden", configurable: true });
        Object.defineProperty(document, "hidden", { get: () => !globalThis.looks, configurable: true });
        document.hasFocus = () => globalThis.looks;
        """;

    [Fact]
    public async Task Message_is_told_once_over_two_tabs_and_a_reload_and_a_click_leads_to_it()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await OpenAsync(server, "ann");
        var ben = await browser.OpenAsync();
        await ben.RegisterAsync(server.Address, "ben");
        var second = await ann.Context.NewPageAsync();
        await second.GotoAsync(ann.Url);
        await Assertions.Expect(second.Composer("general")).ToBeVisibleAsync();
        await TurnOnAsync(ann);

        // Looked at, nothing is told.
        await ben.SayAsync("general", "Seen at once.");
        foreach (var tab in new[] { ann, second })
        {
            await tab.SeesAsync("Seen at once.");
            await ReadAsync(tab);
        }
        await LookAsync(ann, false);
        await LookAsync(second, false);
        await ben.SayAsync("general", "The <b>float</b> is in.\nAt last.");
        await RecordedAsync(ann, "ben in general: The <b>float</b> is in. At last.");

        // A reload, and a tab that is opened behind the others, know what was told.
        await second.AddInitScriptAsync("globalThis.looks = false");
        await second.ReloadAsync();
        await second.SeesAsync("At last.");
        await ben.SayAsync("general", "And one more.");
        await RecordedAsync(ann, "ben in general: The <b>float</b> is in. At last.", "ben in general: And one more.");

        var shown = await (await TabThatToldAsync(ann, second)).EvaluateHandleAsync("live.at(-1)");
        var page = await TabThatToldAsync(ann, second);
        await page.EvaluateAsync("looks = true");
        // Nor does it open behind what lies over the page.
        await page.OpenSettingsAsync();
        await shown.EvaluateAsync("n => n.onclick()");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"/rooms/[0-9a-f-]+/\d+$"));
        Assert.True(await shown.EvaluateAsync<bool>("n => n.closed"));
        await page.OpenSettingsAsync();
        await page.GoBackAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_was_missed_without_a_network_is_one_summary_and_what_another_device_read_is_taken_away()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await OpenAsync(server, "ann");
        var ben = await browser.OpenAsync();
        await ben.RegisterAsync(server.Address, "ben");
        await TurnOnAsync(ann);
        await LookAsync(ann, false);
        await ben.SayAsync("general", "one");
        await RecordedAsync(ann, "ben in general: one");

        await server.KillAsync();
        foreach (var text in new[] { "two", "three", "four" }) await ben.SayAsync("general", text);
        await ann.Context.SetOfflineAsync(true);
        await server.StartAsync();
        await ben.SeesAsync("four");
        await ann.Context.SetOfflineAsync(false);
        await RecordedAsync(ann, "ben in general: one", "ben in general: 3 new messages. four");

        var device = await browser.OpenAsync();
        await device.GotoAsync(new Uri(server.Address, "/sign-in").ToString());
        await device.GetByLabel("Name", new() { Exact = true }).FillAsync("ann");
        await device.GetByLabel("Password", new() { Exact = true }).FillAsync(ServerPeople.Password);
        await device.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await device.SeesAsync("four");
        await ann.WaitForFunctionAsync("() => live.at(-1).closed");
    }

    [Fact]
    public async Task Muted_rooms_ones_own_messages_and_switched_off_notifications_tell_nothing()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await OpenAsync(server, "ann");
        var ben = await browser.OpenAsync();
        await ben.RegisterAsync(server.Address, "ben");
        await TurnOnAsync(ann);
        var menu = ann.GetByRole(AriaRole.Button, new() { Name = "Room menu" });
        await menu.ClickAsync();
        await ann.GetByRole(AriaRole.Menuitem, new() { Name = "Mute", Exact = true }).ClickAsync();
        await LookAsync(ann, false);
        await ben.SayAsync("general", "not heard");
        await ann.SeesAsync("not heard");

        await LookAsync(ann, true);
        await menu.ClickAsync();
        await ann.GetByRole(AriaRole.Menuitem, new() { Name = "Unmute" }).ClickAsync();
        await ReadAsync(ann);
        await LookAsync(ann, false);
        await ann.SayAsync("general", "my own");
        await ben.SeesAsync("my own");
        await ben.SayAsync("general", "heard");
        await RecordedAsync(ann, "ben in general: heard");
    }

    private async Task<IPage> OpenAsync(ServerProcess server, string name)
    {
        var page = await browser.OpenAsync();
        await page.Context.AddInitScriptAsync(Recorder);
        await page.SetUpAsync(server, name);
        return page;
    }

    private static async Task TurnOnAsync(IPage page)
    {
        await page.OpenSettingsAsync();
        await page.GetByRole(AriaRole.Radiogroup, new() { Name = "Notifications" }).GetByRole(AriaRole.Radio, new() { Name = "Every message" }).CheckAsync(new() { Force = true });
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
    }

    /// <summary>Waits until the server knows that all was read: what it doesn't know of is told to who looks away.</summary>
    private static Task ReadAsync(IPage page) =>
        Assertions.Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Rooms" })).Not.ToContainTextAsync("unread");

    private static async Task LookAsync(IPage page, bool looks) =>
        await page.EvaluateAsync("looks => { globalThis.looks = looks; document.dispatchEvent(new Event('visibilitychange')); dispatchEvent(new Event(looks ? 'focus' : 'blur')); }", looks);

    private static async Task RecordedAsync(IPage page, params string[] expected)
    {
        await page.WaitForFunctionAsync("count => JSON.parse(localStorage.getItem('recorded') ?? '[]').length >= count", expected.Length);
        Assert.Equal(expected, await page.EvaluateAsync<string[]>("JSON.parse(localStorage.getItem('recorded'))"));
    }

    private static async Task<IPage> TabThatToldAsync(params IPage[] tabs)
    {
        foreach (var tab in tabs)
            if (await tab.EvaluateAsync<bool>("globalThis.live?.length > 0")) return tab;
        throw new InvalidOperationException("No tab told anything.");
    }
}
