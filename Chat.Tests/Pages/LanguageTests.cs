using System.Text.RegularExpressions;
using Chat.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Chat.Tests.Pages;

/// <summary>The page speaks the language of its reader, whoever else is in the room, and mirrors where people read from right to left.</summary>
public sealed class LanguageTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly string[] GermanDays = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];

    [Fact]
    public async Task A_page_in_German_and_one_in_English_talk_and_the_language_changes_without_losing_what_is_typed()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await browser.OpenAsync();
        await ann.SetUpAsync(server, "ann");
        var ben = await browser.OpenAsync(new() { Locale = "de-DE", ViewportSize = new() { Width = 1280, Height = 800 } });
        await RegisterInGermanAsync(ben, server.Address);
        await Expect(ben.Locator("html")).ToHaveAttributeAsync("lang", "de");

        // They talk, each in a page of their own language.
        await ann.SayAsync("general", "The float is in.");
        await ben.SeesAsync("The float is in.");
        var german = ben.GetByRole(AriaRole.Textbox, new() { Name = "Nachricht an general" });
        await german.FillAsync("Der Schwimmer ist drin.");
        await german.PressAsync("Enter");
        await ann.SeesAsync("Der Schwimmer ist drin.");
        await Expect(ben.GetByRole(AriaRole.Log, new() { Name = "Nachrichten in general" })).ToContainTextAsync("Heute");
        await Expect(ann.GetByRole(AriaRole.Log, new() { Name = "Messages in general" })).ToContainTextAsync("Today");
        // The full date is there where one rests.
        await ben.Message("The float is in.").HoverAsync();
        await Expect(ben.Message("The float is in.").Locator("time")).ToHaveAttributeAsync("title", new Regex($"^({string.Join('|', GermanDays)})"));

        // The language is changed, and the half-written message stays. Another tab follows.
        var tab = await ben.Context.NewPageAsync();
        await tab.GotoAsync(ben.Url);
        await Expect(tab.GetByRole(AriaRole.Textbox, new() { Name = "Nachricht an general" })).ToBeVisibleAsync();
        await german.FillAsync("Noch nicht fert");
        await ben.GetByRole(AriaRole.Button, new() { Name = "Dein Menü" }).ClickAsync();
        await ben.GetByRole(AriaRole.Menuitem, new() { Name = "Einstellungen" }).ClickAsync();
        await ben.GetByRole(AriaRole.Radio, new() { Name = "English" }).CheckAsync();
        await Expect(ben.GetByRole(AriaRole.Dialog, new() { Name = "Settings" })).ToBeVisibleAsync();
        await ben.Keyboard.PressAsync("Escape");
        await Expect(tab.Composer("general")).ToHaveCountAsync(1);
        await Expect(ben.Composer("general")).ToHaveValueAsync("Noch nicht fert");
        await Expect(ben.GetByRole(AriaRole.Log, new() { Name = "Messages in general" })).ToContainTextAsync("Today");
        await Expect(ben.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(ben.GetByRole(AriaRole.Navigation, new() { Name = "Rooms" })).ToBeVisibleAsync();

        // It is kept on the device, and the draft with it.
        await ben.ReloadAsync();
        await Expect(ben.Composer("general")).ToHaveValueAsync("Noch nicht fert");
        await ben.Composer("general").PressAsync("Enter");
        await ann.SeesAsync("Noch nicht fert");
    }

    [Fact]
    public async Task Who_cannot_read_the_way_in_chooses_another_language_there_and_what_was_typed_stays()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await browser.OpenAsync();
        await ann.SetUpAsync(server, "ann");
        var ben = await browser.OpenAsync(new() { Locale = "fr-FR" });
        await ben.GotoAsync(new Uri(server.Address, "/sign-in").ToString());
        await ben.GetByLabel("Name", new() { Exact = true }).FillAsync("ann");
        await ben.GetByLabel("Password", new() { Exact = true }).FillAsync("not the password");
        await ben.GetByRole(AriaRole.Navigation, new() { Name = "Language" }).GetByRole(AriaRole.Button, new() { Name = "Deutsch" }).ClickAsync();
        await Expect(ben.GetByLabel("Passwort", new() { Exact = true })).ToHaveValueAsync("not the password");
        await Expect(ben.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("ann");

        // What the server refuses is told in the chosen language as well.
        await ben.GetByRole(AriaRole.Button, new() { Name = "Anmelden" }).ClickAsync();
        await Expect(ben.GetByText("Name oder Passwort stimmt nicht.")).ToBeVisibleAsync();
        await ben.ReloadAsync();
        await Expect(ben.GetByRole(AriaRole.Button, new() { Name = "Anmelden" })).ToBeVisibleAsync();
    }

    [Theory, InlineData(1280), InlineData(320)]
    public async Task Where_people_read_from_right_to_left_the_layout_mirrors_and_messages_keep_their_direction(int width)
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await browser.OpenAsync();
        await ann.SetUpAsync(server, "ann");
        await ann.SayAsync("general", "The float is in.");
        await ann.SayAsync("general", "ممتاز، شكرًا جزيلاً!");
        await ann.SeesAsync("ممتاز، شكرًا جزيلاً!");
        var ben = await browser.OpenAsync();
        await ben.RegisterAsync(server.Address, "ben");
        await ben.SeesAsync("The float is in.");
        await ben.SetViewportSizeAsync(width, 800);
        await ChooseAsync(ben, "ar-XB");
        await ben.ReloadAsync();
        await Expect(ben.Locator("html")).ToHaveAttributeAsync("dir", "rtl");

        // The rooms stand at the right (on a phone, on a screen of their own), each with its sign before its name.
        var link = ben.Locator("a[href^='/rooms/']").First;
        if (width > 720)
        {
            Assert.True(await LeftOf(ben.GetByRole(AriaRole.Log)) < await LeftOf(link), "The rooms are not at the right of the conversation.");
        }
        else
        {
            await NothingLeavesTheScreenAsync(ben);
            await ben.GotoAsync(server.Address.ToString());
            await Expect(link).ToBeVisibleAsync();
        }
        Assert.True(await LeftOf(link.Locator("bdi")) < await LeftOf(link.Locator("svg").First), "The sign of the room is not before its name.");
        await NothingLeavesTheScreenAsync(ben);
        await link.ClickAsync();

        // A message runs as it was written.
        await ben.SeesAsync("The float is in.");
        Assert.Equal("ltr", await DirectionOf(ben.Message("The float is in.").Locator("[data-part=text] p")));
        Assert.Equal("rtl", await DirectionOf(ben.Message("ممتاز").Locator("[data-part=text] p")));
        var time = ben.Message("The float is in.").Locator("time").First;
        await ben.Message("The float is in.").HoverAsync();
        await Expect(time).ToHaveAttributeAsync(
            "title", await time.EvaluateAsync<string>("e => new Intl.DateTimeFormat('ar-XB', { dateStyle: 'full', timeStyle: 'medium' }).format(Date.parse(e.dateTime))"));
        await NothingLeavesTheScreenAsync(ben);

        // The way in mirrors too.
        var gate = await browser.OpenAsync(new() { ViewportSize = new() { Width = width, Height = 800 } });
        await gate.GotoAsync(new Uri(server.Address, "/sign-in?language=ar-XB").ToString());
        await Expect(gate.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
        await Expect(gate.Locator("input[name=username]")).ToBeVisibleAsync();
        await NothingLeavesTheScreenAsync(gate);
    }

    private static async Task RegisterInGermanAsync(IPage page, Uri server)
    {
        await page.GotoAsync(new Uri(server, "/register").ToString());
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("ann");
        await page.GetByLabel("Passwort", new() { Exact = true }).FillAsync(ServerPeople.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Konto anlegen" }).ClickAsync();
        await Expect(page.GetByText("Diesen Namen gibt es schon. Nimm einen anderen.")).ToBeVisibleAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("ben");
        await page.GetByRole(AriaRole.Button, new() { Name = "Konto anlegen" }).ClickAsync();
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Räume" }).GetByRole(AriaRole.Link, new() { Name = "general" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Nachricht an general" })).ToBeVisibleAsync();
    }

    /// <summary>The made-up language is offered nowhere: the choice is left on the device.</summary>
    private static async Task ChooseAsync(IPage page, string tag)
    {
        await page.EvaluateAsync("tag => localStorage.setItem('language', tag)", tag);
    }

    private static async Task<double> LeftOf(ILocator element) => (await element.BoundingBoxAsync())!.X;

    private static Task<string> DirectionOf(ILocator element) => element.EvaluateAsync<string>("e => getComputedStyle(e).direction");

    /// <summary>Nothing makes the page scroll sideways, and nothing one can use or read is cut off at a side of the screen.</summary>
    private static async Task NothingLeavesTheScreenAsync(IPage page)
    {
        var outside = await page.EvaluateAsync<string[]>("""
            () => {
              const root = document.documentElement;
              const seen = [...document.querySelectorAll("button, a, input, textarea, h1, h2, p, time, nav, main")]
                .filter(e => !e.closest("pre, .only-heard") && e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }));
              return [
                ...(root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} wide`] : []),
                ...seen.map(e => [e, e.getBoundingClientRect()]).filter(([, { left, right, width }]) => width > 0 && (left < -1 || right > innerWidth + 1))
                  .map(([e, { left, right }]) => `${e.outerHTML.slice(0, 120)} from ${left} to ${right}`),
              ];
            }
            """);
        Assert.Empty(outside);
    }
}
