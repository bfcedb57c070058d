using System.Text.Json;
using System.Text.RegularExpressions;
using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>The ways by which news reach people: the worker's notifications, as on phones, the badge of the installed page, and the sound.</summary>
public sealed class NotificationPathTests(Browser browser) : IClassFixture<Browser>
{
    // As on Android: a page can't show notifications itself. What it has the worker show is written down, over all tabs and reloads,
    // and so are the badge and the sound. The test says whether somebody looks at the page.
    private const string Recorder = """
        const record = (key, value) => localStorage.setItem(key, JSON.stringify([...JSON.parse(localStorage.getItem(key) ?? "[]"), value]));
        globalThis.Notification = class {
            static permission = "granted";
            static requestPermission = async () => "granted";
            constructor() { throw new TypeError("Illegal constructor. Use ServiceWorkerRegistration.showNotification() instead."); }
        };
        globalThis.held = () => JSON.parse(localStorage.getItem("held") ?? "[]");
        // Over plain http there is none.
        globalThis.ServiceWorkerRegistration ??= class {};
        ServiceWorkerRegistration.prototype.showNotification = async function (title, { body, tag, data }) {
            record("shown", `${title}: ${body}`.replace(/[\u2068\u2069]/g, ""));
            localStorage.setItem("held", JSON.stringify([...held().filter(each => each.tag !== tag), { tag, data }]));
        };
        ServiceWorkerRegistration.prototype.getNotifications = async function ({ tag } = {}) {
            return held().filter(each => !tag || each.tag === tag).map(each => ({ ...each, close: () => localStorage.setItem("held", JSON.stringify(held().filter(other => other.tag !== each.tag))) }));
        };
        navigator.setAppBadge = async (count) => { globalThis.badge = count; };
        navigator.clearAppBadge = async () => { globalThis.badge = 0; };
        const parameter = () => ({ value: 0, setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} });
        globalThis.AudioContext = class {
            currentTime = 0;
            state = "running";
            async resume() { record("sounds", 1); }
            createOscillator() { return { frequency: parameter(), connect: (to) => to, start() {}, stop() {} }; }
            createGain() { return { gain: parameter(), connect: (to) => to }; }
        };
        globalThis.looks = true;
        Object.defineProperty(document, "visibilityState", { get: () => looks ? "visible" : "hidden", configurable: true });
        Object.defineProperty(document, "hidden", { get: () => !looks, configurable: true });
        document.hasFocus = () => looks;
        """;

    [Fact]
    public async Task Where_only_the_worker_may_show_them_each_message_is_told_once_over_two_tabs_and_a_reload_and_taken_away_when_read()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var (ann, ben) = await OpenAsync(server);
        await ann.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => true)").Within();
        var other = await ann.Context.NewPageAsync();
        await other.GotoAsync(ann.Url);
        await Assertions.Expect(other.Composer("general")).ToBeVisibleAsync();
        await ChooseAsync(ann, "Every message");
        await LookAsync(ann, false);
        await LookAsync(other, false);

        await ben.SayAsync("general", "The float is in.");
        await RecordedAsync(ann, "shown", "ben in general: The float is in.");
        await other.AddInitScriptAsync("globalThis.looks = false");
        await other.ReloadAsync();
        await other.SeesAsync("The float is in.");
        await ben.SayAsync("general", "And the other one.");
        await RecordedAsync(ann, "shown", "ben in general: The float is in.", "ben in general: And the other one.");
        Assert.Equal(1, await ann.EvaluateAsync<int>("held().length"));
        var path = await ann.EvaluateAsync<string>("held()[0].data.path");
        Assert.Matches(@"^/rooms/[0-9a-f-]+/\d+$", path);

        // The worker was clicked, and tells a page where to go.
        await ann.EvaluateAsync("path => navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data: { open: path } }))", path);
        await Assertions.Expect(ann).ToHaveURLAsync(new Regex($"{path}$"));
        // It opens nothing that is no room.
        await ann.EvaluateAsync("navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data: { open: 'https://elsewhere.example/' } }))");
        await LookAsync(ann, true);
        await ann.WaitForFunctionAsync("() => held().length === 0");
        await Assertions.Expect(ann).ToHaveURLAsync(new Regex($"{path}$"));

        // Who signs out leaves neither what was shown nor how far it was told.
        await LookAsync(ann, false);
        await ben.SayAsync("general", "And a third.");
        await RecordedAsync(ann, "shown", "ben in general: The float is in.", "ben in general: And the other one.", "ben in general: And a third.");
        await ann.SignOutAsync();
        await ann.WaitForFunctionAsync("() => held().length === 0");
        await ann.UntilForgottenAsync(path.Split('/')[2]);
    }

    [Fact]
    public async Task Worker_that_is_clicked_leads_an_open_page_to_the_place()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await browser.OpenAsync();
        await ann.SetUpAsync(server, "ann");
        await ann.SayAsync("general", "The float is in.");
        await ann.SeesAsync("The float is in.");
        var room = new Uri(ann.Url).AbsolutePath;
        await ann.EvaluateAsync("navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller || new Promise(done => navigator.serviceWorker.addEventListener('controllerchange', done)))");
        await ann.GotoAsync(new Uri(server.Address, "/").ToString());
        await Assertions.Expect(ann.Composer("general")).ToBeVisibleAsync();

        // A browser without a screen shows none that could be clicked.
        await InWorkerAsync(ann, $$"""
            self.click = (path) => {
                const notification = { data: { path }, close() { self.closed = path; } };
                self.dispatchEvent(Object.assign(new Event("notificationclick"), { notification, waitUntil() {} }));
            };
            click("https://elsewhere.example/");
            click("{{room}}/2");
            """);
        await Assertions.Expect(ann).ToHaveURLAsync(new Regex($"{room}/2$"));
        await ann.SeesAsync("The float is in.");
        Assert.Equal($"{room}/2", await InWorkerAsync(ann, "self.closed"));
    }

    [Fact]
    public async Task Badge_of_the_installed_page_is_what_is_unread_and_goes_with_signing_out()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var (ann, ben) = await OpenAsync(server);
        await LookAsync(ann, false);
        await ben.SayAsync("general", "one");
        await ben.SayAsync("general", "two");
        await ann.WaitForFunctionAsync("() => globalThis.badge === 2");
        await Assertions.Expect(ann).ToHaveTitleAsync(new Regex(@"^\(2\) general"));
        await LookAsync(ann, true);
        await ann.WaitForFunctionAsync("() => globalThis.badge === 0");
        await LookAsync(ann, false);
        await ben.SayAsync("general", "three");
        await ann.WaitForFunctionAsync("() => globalThis.badge === 1");
        await LookAsync(ann, true);
        await ann.WaitForFunctionAsync("() => globalThis.badge === 0");
        await ann.GetByRole(AriaRole.Button, new() { Name = "New room" }).First.ClickAsync();
        await ann.GetByRole(AriaRole.Dialog).GetByLabel("Name").FillAsync("slipway");
        await ann.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Make the room" }).ClickAsync();
        await Assertions.Expect(ann.Composer("slipway")).ToBeVisibleAsync();
        await ben.SayAsync("general", "four");
        await ann.WaitForFunctionAsync("() => globalThis.badge === 1");
        await ann.SignOutAsync();
        await Assertions.Expect(ann.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await ann.WaitForFunctionAsync("() => globalThis.badge === 0");
        await Assertions.Expect(ann.Locator("link[rel=icon]")).ToHaveAttributeAsync("href", "/icon.svg");
    }

    [Fact]
    public async Task Sound_is_heard_once_over_two_tabs_where_it_is_on_also_without_notifications_and_not_where_it_is_off()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var (ann, ben) = await OpenAsync(server);
        var other = await ann.Context.NewPageAsync();
        await other.GotoAsync(ann.Url);
        await Assertions.Expect(other.Composer("general")).ToBeVisibleAsync();
        await ChooseAsync(ann, "Off", sound: true);
        await LookAsync(ann, false);
        await LookAsync(other, false);
        await ben.SayAsync("general", "heard");
        await RecordedAsync(ann, "sounds", "1");

        // Off in one tab, it is off in both; a notification, which is told after it would have sounded, shows that it didn't.
        await LookAsync(ann, true);
        await ChooseAsync(ann, "Every message", sound: false);
        await LookAsync(ann, false);
        await ben.SayAsync("general", "not heard");
        await RecordedAsync(ann, "shown", "ben in general: not heard");
        await RecordedAsync(ann, "sounds", "1");
        await LookAsync(ann, true);
        await ChooseAsync(ann, "Every message", sound: true);
        await LookAsync(ann, false);
        await ben.SayAsync("general", "both");
        await RecordedAsync(ann, "sounds", "1", "1");
        await RecordedAsync(ann, "shown", "ben in general: not heard", "ben in general: both");
    }

    [Fact]
    public async Task Sound_is_heard_once_over_two_tabs_over_plain_http_too()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var (_, ben) = await OpenAsync(server);
        var ann = await browser.OpenAsync();
        await ann.Context.AddInitScriptAsync(Recorder);
        await ann.RegisterAsync(new Uri($"http://chat.lan:{server.Address.Port}"), "cara");
        var other = await ann.Context.NewPageAsync();
        await other.GotoAsync(ann.Url);
        await Assertions.Expect(other.Composer("general")).ToBeVisibleAsync();
        Assert.False(await ann.EvaluateAsync<bool>("'locks' in navigator"));
        await ann.OpenSettingsAsync();
        await ann.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Switch, new() { Name = "A short sound" }).CheckAsync();
        await ann.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await LookAsync(ann, false);
        await LookAsync(other, false);

        // Were one heard twice, the second message would make it three or four.
        for (var heard = 1; heard <= 2; heard++)
        {
            await ben.SayAsync("general", $"heard {heard}");
            foreach (var tab in new[] { ann, other }) await tab.SeesAsync($"heard {heard}");
            await RecordedAsync(ann, "sounds", [.. Enumerable.Repeat("1", heard)]);
        }
    }

    /// <summary>Runs something in the worker of a page, and gives the text that comes of it.</summary>
    private static async Task<string?> InWorkerAsync(IPage page, string script)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        var targets = await session.SendAsync("Target.getTargets");
        var worker = targets!.Value.GetProperty("targetInfos").EnumerateArray()
            .First(target => target.GetProperty("type").GetString() == "service_worker" && target.GetProperty("url").GetString()!.StartsWith(new Uri(page.Url).GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));
        var attached = await session.SendAsync("Target.attachToTarget", new() { ["targetId"] = worker.GetProperty("targetId").GetString()!, ["flatten"] = false });
        var answer = new TaskCompletionSource<string>();
        session.Event("Target.receivedMessageFromTarget").OnEvent += (_, told) =>
        {
            var message = told!.Value.GetProperty("message").GetString()!;
            if (message.StartsWith("{\"id\":1,", StringComparison.Ordinal)) answer.TrySetResult(message);
        };
        var call = JsonSerializer.Serialize(new { id = 1, method = "Runtime.evaluate", @params = new { expression = script, awaitPromise = true, returnByValue = true } });
        await session.SendAsync("Target.sendMessageToTarget", new() { ["sessionId"] = attached!.Value.GetProperty("sessionId").GetString()!, ["message"] = call });
        var result = JsonDocument.Parse(await answer.Task.Within()).RootElement.GetProperty("result");
        Assert.False(result.TryGetProperty("exceptionDetails", out var wrong), wrong.ToString());
        return result.GetProperty("result").TryGetProperty("value", out var value) ? value.GetString() : null;
    }

    private async Task<(IPage Ann, IPage Ben)> OpenAsync(ServerProcess server)
    {
        var ann = await browser.OpenAsync();
        await ann.Context.AddInitScriptAsync(Recorder);
        await ann.SetUpAsync(server, "ann");
        var ben = await browser.OpenAsync();
        await ben.RegisterAsync(server.Address, "ben");
        return (ann, ben);
    }

    private static async Task ChooseAsync(IPage page, string notifications, bool sound = false)
    {
        await page.OpenSettingsAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Radiogroup, new() { Name = "Notifications" }).GetByRole(AriaRole.Radio, new() { Name = notifications, Exact = true }).CheckAsync(new() { Force = true });
        await dialog.GetByRole(AriaRole.Switch, new() { Name = "A short sound" }).SetCheckedAsync(sound);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        // Whichever tab tells: it has heard of the choice.
        var kept = await page.EvaluateAsync<string>("localStorage.getItem('settings')");
        foreach (var tab in page.Context.Pages) await tab.WaitForFunctionAsync("kept => localStorage.getItem('settings') === kept", kept);
    }

    private static async Task LookAsync(IPage page, bool looks) =>
        await page.EvaluateAsync("looks => { globalThis.looks = looks; document.dispatchEvent(new Event('visibilitychange')); dispatchEvent(new Event(looks ? 'focus' : 'blur')); }", looks);

    private static async Task RecordedAsync(IPage page, string key, params string[] expected)
    {
        await page.WaitForFunctionAsync("([key, count]) => JSON.parse(localStorage.getItem(key) ?? '[]').length >= count", new object[] { key, expected.Length });
        Assert.Equal(expected, await page.EvaluateAsync<string[]>("key => JSON.parse(localStorage.getItem(key)).map(String)", key));
    }
}
