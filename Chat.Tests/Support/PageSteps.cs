using Chat.Client;
using Chat.Contracts;
using Microsoft.Playwright;

namespace Chat.Tests.Support;

/// <summary>What people do on the page, found as they find it: by role and name (see docs/development.md).</summary>
internal static class PageSteps
{
    /// <summary>Follows the set-up link and makes the first account.</summary>
    public static async Task SetUpAsync(this IPage page, ServerProcess server, string name)
    {
        await server.SetUpLinkAsync();
        await page.GotoAsync(new Uri(server.Address, $"/set-up#{server.SetUpToken}").ToString());
        await FillAccountAsync(page, name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the doors" }).ClickAsync();
        await page.RoomAsync("general");
    }

    /// <summary>Makes an account.</summary>
    public static async Task RegisterAsync(this IPage page, Uri server, string name)
    {
        await page.GotoAsync(new Uri(server, "/register").ToString());
        await FillAccountAsync(page, name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make an account" }).ClickAsync();
        await page.RoomAsync("general");
    }

    /// <summary>Signs somebody in who has an account.</summary>
    public static async Task SignInAsync(this IPage page, Uri server, SignedIn person)
    {
        await page.GotoAsync(new Uri(server, "/sign-in").ToString());
        await FillAccountAsync(page, person.Person.Name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new() { Name = "You" })).ToContainTextAsync(person.Person.Name);
    }

    /// <summary>Goes to a room by its link and waits for the conversation.</summary>
    public static async Task RoomAsync(this IPage page, string room)
    {
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Rooms" }).GetByRole(AriaRole.Link, new() { Name = room }).First.ClickAsync();
        await Assertions.Expect(page.Composer(room)).ToBeVisibleAsync();
    }

    /// <summary>Chooses to sign out.</summary>
    public static async Task SignOutAsync(this IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Your menu" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
    }

    public static ILocator Composer(this IPage page, string room) =>
        page.GetByRole(AriaRole.Textbox, new() { Name = $"Message to {room}" });

    /// <summary>Writes a message and presses Enter.</summary>
    public static async Task SayAsync(this IPage page, string room, string text)
    {
        await page.Composer(room).FillAsync(text);
        await page.Composer(room).PressAsync("Enter");
    }

    /// <summary>The message with a text.</summary>
    public static ILocator Message(this IPage page, string text) =>
        page.Locator("[role=log] [data-key]").Filter(new() { HasText = text });

    /// <summary>Waits until a message has its number: from then on it can be edited too.</summary>
    public static Task SeesAsync(this IPage page, string text) =>
        Assertions.Expect(page.Locator("[role=log] [data-number][data-state=sent]").Filter(new() { HasText = text })).ToHaveCountAsync(1);

    /// <summary>Writes down from the next load on what the page says in passing: that is gone after seconds.</summary>
    public static Task ListenAsync(this IPage page) => page.AddInitScriptAsync(
        """
        globalThis.saidInPassing = [];
        new MutationObserver(() => {
          const text = document.querySelector("[role=status].toast")?.textContent;
          if (text && text !== saidInPassing.at(-1)) saidInPassing.push(text);
        }).observe(document, { subtree: true, childList: true, characterData: true });
        """);

    /// <summary>Waits until a page that is listened to has said something in passing.</summary>
    public static async Task HearsAsync(this IPage page, string text) => await page.WaitForFunctionAsync("text => saidInPassing.includes(text)", text);

    /// <summary>Scrolls up, again and again, until the message with a text is there.</summary>
    public static async Task ScrollToTopAsync(this IPage page, string text)
    {
        await page.WaitForFunctionAsync(
            """
            (text) => {
              const log = document.querySelector("[role=log]");
              log.scrollTop = 0;
              return [...log.querySelectorAll("[data-part=text]")].some((each) => each.textContent === text);
            }
            """, text, new() { PollingInterval = 50, Timeout = 60_000 });
    }

    /// <summary>The messages as the page shows them: number and state, top to bottom.</summary>
    public static async Task<IReadOnlyList<(long Number, string State)>> ShownAsync(this IPage page) =>
        [.. (await page.Locator("[role=log] [data-number]").EvaluateAllAsync<string[]>("items => items.map(i => i.dataset.number + ' ' + i.dataset.state)"))
            .Select(text => text.Split(' ')).Select(parts => (long.Parse(parts[0]), parts[1]))];

    /// <summary>Goes on typing, as people do, until a page has shown it: nobody is told of what is typed before both watch the room.</summary>
    public static async Task TypesUntilAsync(this ChatConnection person, Guid room, Task shown)
    {
        await TestDeadline.UntilAsync(() => shown.IsCompleted, () => person.Typing(room));
        await shown;
    }

    /// <summary>Opens the settings.</summary>
    public static async Task OpenSettingsAsync(this IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Your menu" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Settings" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Settings" })).ToBeVisibleAsync();
    }

    /// <summary>Fills in an account's name and password.</summary>
    public static async Task FillAccountAsync(this IPage page, string name)
    {
        try
        {
            await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        }
        catch (TimeoutException timeout)
        {
            throw new TimeoutException($"{page.Url} shows instead: {await page.Locator("body").InnerTextAsync()}", timeout);
        }
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(ServerPeople.Password);
    }
}
