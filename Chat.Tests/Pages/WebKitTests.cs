using Chat.Tests.Support;
using OpenQA.Selenium;

namespace Chat.Tests.Pages;

/// <summary>That the page works in WebKit at all: the engine of Safari, and of every browser on an iPhone.</summary>
[Collection(nameof(WebKit))]
public sealed class WebKitTests(WebKit webKit, Browser chromium, SharedServer shared) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task WebKit_and_Chromium_hear_each_other_and_a_reload_shows_it_again()
    {
        var ann = await SignedInAsync("ann");
        var ben = await chromium.OpenAsync();
        await ben.SignInAsync(shared.Server.Address, await shared.PersonAsync("ben"));

        await ann.SayAsync("general", "The float is in.");
        await ben.SeesAsync("The float is in.");
        await ben.SayAsync("general", "Who has the laminator, 在船台?");
        await ann.SeesAsync("Who has the laminator, 在船台?");
        await ann.ReloadAsync();
        await ann.SeesAsync("The float is in.");
        await ann.SeesAsync("Who has the laminator, 在船台?");
    }

    [Fact]
    public async Task Dialog_takes_the_focus_and_gives_it_back()
    {
        var ann = await SignedInAsync("ann");

        await ann.ClickAsync("//button[@aria-label='New room']");
        await ann.FindAsync("//dialog[@open]");
        await ann.KeysAsync("slipway" + Keys.Escape);
        await ann.UntilAsync(() => ann.Evaluate<bool>("return !document.querySelector('dialog')"));
        Assert.Equal("New room", await ann.EvaluateAsync<string>("return document.activeElement.getAttribute('aria-label')"));

        await ann.KeysAsync(Keys.Enter);
        await ann.FindAsync("//dialog[@open]");
        await ann.KeysAsync("slipway" + Keys.Enter);
        await ann.SayAsync("slipway", "First in here.");
        await ann.SeesAsync("First in here.");
    }

    [Fact]
    public async Task A_long_room_is_read_to_its_top()
    {
        var room = await shared.RoomAsync("archive", Enumerable.Range(1, 300).Select(i => $"entry {i} of the log"));
        var ann = await SignedInAsync("ann");
        await ann.GoAsync(new Uri(shared.Server.Address, $"/rooms/{room}"));
        await ann.SeesAsync("entry 300 of the log");

        await ann.UntilAsync(() => ann.Evaluate<bool>(
            """
            const log = document.querySelector("[role=log]");
            log.scrollTop = 0;
            return [...log.querySelectorAll("[data-number]")].some((each) => each.textContent.includes("entry 1 of the log"));
            """));

        var numbers = await ann.EvaluateAsync<IReadOnlyCollection<object>>("return [...document.querySelectorAll('[data-number]')].map((each) => Number(each.dataset.number))");
        Assert.Equal(numbers.Select(Convert.ToInt64), Enumerable.Range((int)Convert.ToInt64(numbers.First()), numbers.Count).Select(n => (long)n));
    }

    private async Task<WebKitPage> SignedInAsync(string name)
    {
        var person = await shared.PersonAsync(name);
        var page = new WebKitPage(await webKit.OpenAsync());
        await page.SignInAsync(shared.Server.Address, person.Person.Name);
        await page.FindAsync(WebKitPage.Composer("general"));
        return page;
    }
}
