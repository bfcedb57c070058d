using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>The page on a phone: back and swipe, the on-screen keyboard, fingers, narrow screens.</summary>
public sealed class PhoneTests(Browser browser) : IClassFixture<Browser>
{
    public static TheoryData<string> Phones => ["iPhone 13", "Pixel 7"];

    [Theory, MemberData(nameof(Phones))]
    public async Task Back_leads_from_what_is_on_top_to_what_is_behind_and_from_a_room_to_the_rooms(string phone)
    {
        await using var server = await ServerProcess.StartNewAsync();
        var (ann, room) = await OpenAsync(server, phone);
        var rooms = ann.GetByRole(AriaRole.List, new() { Name = "Your rooms" });

        // By a link from elsewhere, the rooms are behind the room all the same.
        await ann.GotoAsync("about:blank");
        await ann.GotoAsync(new Uri(server.Address, $"/rooms/{room}").ToString());
        await Assertions.Expect(ann.Composer("general")).ToBeVisibleAsync();
        await ann.GetByRole(AriaRole.Button, new() { Name = "Room menu" }).TapAsync();
        await ann.GetByRole(AriaRole.Menuitem, new() { Name = "Name and topic" }).TapAsync();
        await Assertions.Expect(ann.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await ann.GoBackAsync();
        await Assertions.Expect(ann.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(ann.Composer("general")).ToBeVisibleAsync();

        // The members lie over the conversation.
        await ann.GetByRole(AriaRole.Button, new() { Name = "1 member" }).TapAsync();
        await Assertions.Expect(ann.GetByRole(AriaRole.Complementary, new() { Name = "Members" })).ToBeVisibleAsync();
        await ann.GoBackAsync();
        await Assertions.Expect(ann.GetByRole(AriaRole.Complementary, new() { Name = "Members" })).ToHaveCountAsync(0);

        // A dialog that is closed otherwise leaves no step behind: one step back is the list.
        await ann.GetByRole(AriaRole.Button, new() { Name = "Room menu" }).TapAsync();
        await ann.GetByRole(AriaRole.Menuitem, new() { Name = "Name and topic" }).TapAsync();
        await ann.GetByRole(AriaRole.Button, new() { Name = "Close" }).TapAsync();
        await Assertions.Expect(ann.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await ann.WaitForFunctionAsync("() => !history.state?.sheet");
        await ann.GoBackAsync();
        await Assertions.Expect(rooms).ToBeVisibleAsync();

        // From a dialog over the rooms to a room, and straight back to the rooms.
        await ann.GetByRole(AriaRole.Button, new() { Name = "Go to…" }).TapAsync();
        await ann.GetByRole(AriaRole.Listbox).GetByRole(AriaRole.Option, new() { Name = "general" }).TapAsync();
        await Assertions.Expect(ann.Composer("general")).ToBeVisibleAsync();
        await ann.GoBackAsync();
        await Assertions.Expect(rooms).ToBeVisibleAsync();
        await Assertions.Expect(ann.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        // The arrow in the head is the same step back, so that it doesn't lead to the room again.
        await ann.RoomAsync("general");
        var steps = await ann.EvaluateAsync<int>("history.length");
        await ann.GetByRole(AriaRole.Button, new() { Name = "Rooms", Exact = true }).TapAsync();
        await Assertions.Expect(rooms).ToBeVisibleAsync();
        Assert.Equal(steps, await ann.EvaluateAsync<int>("history.length"));
    }

    [Theory, MemberData(nameof(Phones))]
    public async Task A_swipe_from_the_edge_leads_to_the_rooms_and_other_movements_do_not(string phone)
    {
        await using var server = await ServerProcess.StartNewAsync();
        var (ann, _) = await OpenAsync(server, phone);
        await ann.SayAsync("general", "```js\n" + string.Join(" + ", Enumerable.Repeat("tide", 40)) + "\n```");
        await Assertions.Expect(ann.Locator("[role=log] [data-state=sent] pre")).ToHaveCountAsync(1);
        var width = ann.ViewportSize!.Width;
        var talk = ann.GetByRole(AriaRole.Log);
        await FollowsFingersAsync(ann);

        // Downwards, from the middle, too short, and in code that scrolls sideways.
        await SwipeAsync(ann, (10, 300), (30, 500));
        await SwipeAsync(ann, (width / 2, 300), (width - 10, 300));
        await SwipeAsync(ann, (10, 300), (80, 304), steps: 30);
        var code = (await ann.Locator("[role=log] pre").BoundingBoxAsync())!;
        await SwipeAsync(ann, (code.X + 4, code.Y + code.Height / 2), (code.X + 240, code.Y + code.Height / 2));
        await Assertions.Expect(talk).ToBeVisibleAsync();
        await Assertions.Expect(ann.Locator(".is-swiping")).ToHaveCountAsync(0);

        await SwipeAsync(ann, (10, 300), (width - 60, 306));
        await Assertions.Expect(ann.GetByRole(AriaRole.List, new() { Name = "Your rooms" })).ToBeVisibleAsync();
        await Assertions.Expect(talk).ToBeHiddenAsync();

        // Mirrored, and for those who want nothing to move.
        await ann.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await ann.RoomAsync("general");
        await FollowsFingersAsync(ann);
        await ann.EvaluateAsync("document.documentElement.dir = 'rtl'");
        await SwipeAsync(ann, (10, 300), (width - 60, 306));
        await Assertions.Expect(talk).ToBeVisibleAsync();
        await SwipeAsync(ann, (width - 10, 300), (60, 306));
        await Assertions.Expect(ann.GetByRole(AriaRole.List, new() { Name = "Your rooms" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_comes_behind_the_members_is_not_read_until_they_are_closed()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var (ann, room) = await OpenAsync(server, "Pixel 7");
        await using var ben = await server.ConnectAsync(await server.RegisterAsync("ben"));
        // Another screen of hers, on which she looks at something else.
        var desk = await browser.OpenAsync();
        await desk.GotoAsync(new Uri(server.Address, "/sign-in").ToString());
        await desk.GetByLabel("Name", new() { Exact = true }).FillAsync("ann");
        await desk.GetByLabel("Password", new() { Exact = true }).FillAsync(ServerPeople.Password);
        await desk.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "New room" }).ClickAsync();
        await desk.GetByRole(AriaRole.Dialog).GetByLabel("Name", new() { Exact = true }).FillAsync("desk");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Make the room" }).ClickAsync();
        await Assertions.Expect(desk.Composer("desk")).ToBeVisibleAsync();
        var listed = desk.GetByRole(AriaRole.Navigation, new() { Name = "Rooms" }).GetByRole(AriaRole.Link, new() { Name = "general" });

        await SayAsync("in view");
        await Assertions.Expect(listed).Not.ToContainTextAsync("unread");

        await ann.GetByRole(AriaRole.Button, new() { Name = "2 members" }).TapAsync();
        await Assertions.Expect(ann.GetByRole(AriaRole.Complementary, new() { Name = "Members" })).ToBeVisibleAsync();
        await SayAsync("behind");
        await SayAsync("further behind");
        await Assertions.Expect(listed).ToContainTextAsync("2 unread");

        await ann.GetByRole(AriaRole.Button, new() { Name = "Close members" }).TapAsync();
        await Assertions.Expect(listed).Not.ToContainTextAsync("unread");
        await Assertions.Expect(ann.Locator("[role=log] [data-key=new] + *")).ToContainTextAsync("behind");

        async Task SayAsync(string text)
        {
            (await ben.PostAndWaitAsync(room, text, TestContext.Current.CancellationToken)).Value();
            await ann.SeesAsync(text);
        }
    }

    [Fact]
    public async Task On_screen_keyboard_hides_neither_the_composer_nor_the_newest_message()
    {
        await using var server = await ServerProcess.StartNewAsync();
        // A browser that lays its keyboard over the page and tells of it as Safari does.
        const string keyboard =
            """
            const view = new EventTarget();
            Object.assign(view, { height: innerHeight, width: innerWidth, offsetTop: 0, offsetLeft: 0, scale: 1 });
            Object.defineProperty(window, "visualViewport", { value: view });
            window.showKeyboard = (height, scale = 1) => {
              Object.assign(view, { height: (innerHeight - height) / scale, width: innerWidth / scale, scale });
              view.dispatchEvent(new Event("resize"));
            };
            """;
        var (ann, _) = await OpenAsync(server, "iPhone 13", keyboard);
        for (var i = 1; i <= 15; i++) await ann.SayAsync("general", $"line {i}");
        await ann.SeesAsync("line 15");
        var full = ann.ViewportSize!.Height;

        await ann.Composer("general").TapAsync();
        await ann.EvaluateAsync("showKeyboard(300)");
        await ann.WaitForFunctionAsync($"() => document.querySelector('.composer').getBoundingClientRect().bottom <= {full - 300} + .5");
        await ann.WaitForFunctionAsync(
            $$"""() => [...document.querySelectorAll("[role=log] [data-number]")].at(-1).getBoundingClientRect().bottom <= {{full - 300}}""");
        await ann.EvaluateAsync("showKeyboard(0)");
        await ann.WaitForFunctionAsync($"() => Math.abs(document.querySelector('.composer').getBoundingClientRect().bottom - {full}) < 1");
        // Zoomed in on a field, the keyboard covers as much of the page as before.
        await ann.EvaluateAsync("showKeyboard(300, 1.25)");
        await ann.WaitForFunctionAsync($"() => document.querySelector('.composer').getBoundingClientRect().bottom <= {full - 300} + .5");
        // Zoomed in with two fingers, less is in view as well, but nothing covers it.
        await ann.EvaluateAsync("showKeyboard(0, 2)");
        Assert.Equal("", await ann.EvaluateAsync<string>("document.documentElement.style.getPropertyValue('--keyboard')"));
        Assert.Contains("interactive-widget=resizes-content", await ann.Locator("meta[name=viewport]").GetAttributeAsync("content"));
    }

    [Theory, InlineData(390), InlineData(844)]
    public async Task Nothing_that_one_writes_in_is_so_small_that_a_phone_zooms_in_on_it(int width)
    {
        await using var server = await ServerProcess.StartNewAsync();
        var (ann, room) = await OpenAsync(server, "iPhone 13", width: width);
        for (var i = 0; i < 13; i++) await server.RegisterAsync($"member{i}");
        await ann.EvaluateAsync("document.documentElement.classList.add('text-small')");
        await ann.SayAsync("general", "mine");
        await ann.SeesAsync("mine");
        await ann.GetByRole(AriaRole.Button, new() { Name = "14 members" }).TapAsync();
        await Assertions.Expect(ann.GetByLabel("Find a member")).ToBeVisibleAsync();
        await LookAsync("Find a member", "Message to general");
        await ann.GetByRole(AriaRole.Button, new() { Name = "Close members" }).TapAsync();
        await ann.Message("mine").Locator("[data-part=text]").TapAsync();
        await ann.GetByRole(AriaRole.Toolbar, new() { Name = "Message" }).GetByRole(AriaRole.Button, new() { Name = "Edit" }).TapAsync();
        await LookAsync("Edit message");
        await ann.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).TapAsync();
        if (width < 720) await ann.GetByRole(AriaRole.Button, new() { Name = "Rooms", Exact = true }).TapAsync();
        foreach (var (button, field) in ((string, string)[])[("Browse rooms", "Find a room"), ("New room", "Topic"), ("Go to…", "A room or a person")])
        {
            await ann.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).TapAsync();
            await LookAsync(field);
            await ann.Keyboard.PressAsync("Escape");
            await Assertions.Expect(ann.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
            await ann.WaitForFunctionAsync("() => !history.state?.sheet");
        }

        async Task LookAsync(params string[] fields)
        {
            foreach (var field in fields)
            {
                var size = await ann.GetByLabel(field).EvaluateAsync<double>("field => parseFloat(getComputedStyle(field).fontSize)");
                Assert.True(size >= 16, $"{field} has {size} px.");
            }
        }
    }

    [Theory, InlineData(320), InlineData(390)]
    public async Task Every_view_has_targets_for_fingers_and_nothing_runs_out_at_the_side(int width)
    {
        await using var server = await ServerProcess.StartNewAsync();
        var (ann, room) = await OpenAsync(server, "iPhone 13", width: width);
        await using (var ben = await server.ConnectAsync(await server.RegisterAsync("bartholomew.featherstonehaugh")))
        {
            (await ben.PostAndWaitAsync(room, $"{new string('w', 300)}\n```js\n{new string('x', 200)}\n```\nhttps://example.org/{new string('y', 200)}", TestContext.Current.CancellationToken)).Value();
            (await ben.CreateRoomAsync("a-room-with-a-name-that-no-phone-can-show-in-one-line-at-all", new string('t', 200), cancellationToken: TestContext.Current.CancellationToken)).Value();
        }
        var wrong = new List<string>();
        await ann.SayAsync("general", "mine");
        await ann.SeesAsync("mine");
        await LookAsync("conversation");
        await ann.Message("mine").Locator("[data-part=text]").TapAsync();
        await Assertions.Expect(ann.GetByRole(AriaRole.Toolbar, new() { Name = "Message" })).ToBeVisibleAsync();
        await LookAsync("deeds of a message");
        await ann.GetByRole(AriaRole.Toolbar, new() { Name = "Message" }).GetByRole(AriaRole.Button, new() { Name = "Edit" }).TapAsync();
        await LookAsync("editing");
        await ann.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).TapAsync();
        await ann.GetByRole(AriaRole.Button, new() { Name = "2 members" }).TapAsync();
        await Assertions.Expect(ann.GetByRole(AriaRole.Complementary, new() { Name = "Members" })).ToBeVisibleAsync();
        await LookAsync("members");
        await ann.GetByRole(AriaRole.Button, new() { Name = "Close members" }).TapAsync();
        foreach (var item in (string[])["Name and topic", "Add people", "Go to a day or a number", "Leave the room"])
        {
            await ann.GetByRole(AriaRole.Button, new() { Name = "Room menu" }).TapAsync();
            await LookAsync("room menu");
            await ann.GetByRole(AriaRole.Menuitem, new() { Name = item }).TapAsync();
            await DialogAsync(item);
        }
        await ann.GetByRole(AriaRole.Button, new() { Name = "Rooms", Exact = true }).TapAsync();
        await Assertions.Expect(ann.GetByRole(AriaRole.List, new() { Name = "Your rooms" })).ToBeVisibleAsync();
        await LookAsync("rooms");
        foreach (var button in (string[])["Go to…", "New room", "Browse rooms"])
        {
            await ann.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).TapAsync();
            await DialogAsync(button);
        }
        await ann.Context.ClearCookiesAsync();
        await ann.EvaluateAsync("localStorage.clear()");
        foreach (var path in (string[])["/sign-in", "/register"])
        {
            await ann.GotoAsync(new Uri(server.Address, path).ToString());
            await Assertions.Expect(ann.GetByLabel("Password", new() { Exact = true })).ToBeVisibleAsync();
            await LookAsync(path);
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));

        async Task DialogAsync(string name)
        {
            await Assertions.Expect(ann.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            await LookAsync(name);
            await ann.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).TapAsync();
            await Assertions.Expect(ann.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
            await ann.WaitForFunctionAsync("() => !history.state?.sheet");
        }

        async Task LookAsync(string view) => wrong.AddRange((await ann.EvaluateAsync<string[]>(FindWrong)).Select(found => $"{view}: {found}"));
    }

    /// <summary>
    /// What a finger can't hit well: a control that neither is 44 px large nor answers 21 px around its middle, by a label or
    /// a larger area of its own. Links inside of sentences are as large as their words (WCAG 2.5.8). And what makes the page wider than the screen.
    /// </summary>
    private const string FindWrong =
        """
        () => {
          const wrong = [];
          const over = document.querySelector("dialog[open]") ?? document;
          for (const each of over.querySelectorAll("button, a[href], input, select, textarea, [role=option], [role=menuitem]")) {
            // A name beside what was said is as high as its line and the gap above; the list of members has the same card behind 44 px.
            if (each.closest("[data-part=text] p, [data-part=topic] bdi, .only-heard, .msg .who") || each.disabled) continue;
            const shown = each.type === "radio" || each.type === "checkbox" ? each.closest("label") ?? each : each;
            const style = getComputedStyle(shown);
            let { width, height, left, top } = shown.getBoundingClientRect();
            if (!width || !height || style.visibility === "hidden" || style.opacity === "0") continue;
            const [x, y] = [left + width / 2, top + height / 2];
            const isOn = (x, y) => {
              const hit = document.elementFromPoint(x, y);
              return hit && (each.contains(hit) || hit.contains(each) && hit.closest("label") === each.closest("label") && hit.closest("label"));
            };
            // What lies under something else or out of view is looked at when it is in view.
            if (!isOn(x, y)) continue;
            const fits = (size, a, b) => size >= 43.5 || (isOn(...a) && isOn(...b));
            if (!fits(width, [x - 21, y], [x + 21, y]) || !fits(height, [x, y - 21], [x, y + 21]))
              wrong.push(`${each.tagName} “${(each.ariaLabel ?? each.textContent).trim().slice(0, 40)}” ${each.className} is ${Math.round(width)} × ${Math.round(height)}`);
          }
          const page = document.scrollingElement;
          if (page.scrollWidth > innerWidth) wrong.push(`the page is ${page.scrollWidth} wide`);
          for (const each of document.querySelectorAll(".log, .side-scroll, .scroll, dialog[open]"))
            if (each.scrollWidth > each.clientWidth + 1) wrong.push(`${each.className} scrolls sideways: ${each.scrollWidth} in ${each.clientWidth}`);
          return wrong;
        }
        """;

    private async Task<(IPage Page, Guid Room)> OpenAsync(ServerProcess server, string phone, string? script = null, int? width = null)
    {
        // As Playwright describes them.
        var (size, scale, agent) = phone == "Pixel 7"
            ? ((412, 839), 2.625f, "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36")
            : ((390, 664), 3f, "Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1");
        var page = await browser.OpenAsync(new()
        {
            ViewportSize = new() { Width = width ?? size.Item1, Height = size.Item2 },
            DeviceScaleFactor = scale,
            UserAgent = agent,
            IsMobile = true,
            HasTouch = true,
        });
        if (script is not null) await page.AddInitScriptAsync(script);
        await page.SetUpAsync(server, "ann");
        return (page, Guid.Parse(new Uri(page.Url).Segments[2].TrimEnd('/')));
    }

    /// <summary>Waits until what follows a finger is there: it is fetched when a room is opened.</summary>
    private static async Task FollowsFingersAsync(IPage page) => await page.WaitForFunctionAsync(
        """
        () => {
          const app = document.querySelector(".app"), talk = document.querySelector(".talk");
          const tell = (type, x) => talk.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerType: "touch", isPrimary: true, pointerId: 99, clientX: x, clientY: 300 }));
          tell("pointerdown", 10);
          tell("pointermove", 60);
          const follows = app.style.getPropertyValue("--swiped") !== "";
          tell("pointercancel", 60);
          return follows;
        }
        """);

    /// <summary>A finger that goes down, moves in a line, and goes up.</summary>
    private static async Task SwipeAsync(IPage page, (float X, float Y) from, (float X, float Y) to, int steps = 12)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        Task TouchAsync(string type, params object[] points) => devtools.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = points });
        await TouchAsync("touchStart", new { x = from.X, y = from.Y });
        for (var i = 1; i <= steps; i++)
            await TouchAsync("touchMove", new { x = from.X + (to.X - from.X) * i / steps, y = from.Y + (to.Y - from.Y) * i / steps });
        await TouchAsync("touchEnd");
        await devtools.DetachAsync();
    }
}
