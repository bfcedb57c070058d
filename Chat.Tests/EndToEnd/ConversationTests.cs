using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.EndToEnd;

/// <summary>Two browsers and a terminal in one room, as people use them, while the server goes away and comes back.</summary>
public sealed class ConversationTests(Browser browser) : IClassFixture<Browser>
{
    /// <summary>What a browser lacks where a transport is blocked: then the page goes on to the next.</summary>
    public static TheoryData<string, string> Transports => new()
    {
        { "WebSocket", "" },
        { "server-sent events", "delete globalThis.WebSocket" },
        { "long polling", "delete globalThis.WebSocket; delete globalThis.EventSource" },
    };

    [Theory, MemberData(nameof(Transports))]
    public async Task Two_browsers_and_a_terminal_lose_nothing_over_edits_cuts_and_a_restart(string transport, string without)
    {
        await using var server = await ServerProcess.StartNewAsync();
        IWebSocketRoute? socket = null;
        var ann = await browser.OpenAsync();
        var ben = await browser.OpenAsync();
        if (without.Length > 0)
        {
            await ann.AddInitScriptAsync(without);
            await ben.AddInitScriptAsync(without);
        }
        else
        {
            await ben.RouteWebSocketAsync("**/chat**", route =>
            {
                socket = route;
                route.ConnectToServer();
            });
        }
        await ann.SetUpAsync(server, "ann");
        await ben.RegisterAsync(server.Address, "ben");
        var cara = await server.RegisterAsync("cara");
        await using var terminal = await ConsoleSteps.OpenAsync(server, cara, 120, 36);
        await terminal.UntilAsync("general");

        // Each is seen by the two others, live.
        await ann.SayAsync("general", "The float is in.");
        await ben.SeesAsync("The float is in.");
        await terminal.UntilAsync("The float is in.");
        await ben.SayAsync("general", "Who has the laminator?");
        await ann.SeesAsync("Who has the laminator?");
        await terminal.UntilAsync("Who has the laminator?");
        await terminal.SayAsync("I have it, 在船台.");
        await ann.SeesAsync("I have it, 在船台.");
        await ben.SeesAsync("I have it, 在船台.");

        // An edit and a delete.
        await ann.Composer("general").FocusAsync();
        await ann.Keyboard.PressAsync("ArrowUp");
        await ann.GetByRole(AriaRole.Textbox, new() { Name = "Edit message" }).FillAsync("The new float is in.");
        await ann.Keyboard.PressAsync("Enter");
        await ben.SeesAsync("The new float is in.");
        await terminal.UntilAsync("The new float is in.");
        var mistake = ben.Message("Who has the laminator?");
        await mistake.FocusAsync();
        await ben.Keyboard.PressAsync("Delete");
        await ben.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Assertions.Expect(ann.Message("Who has the laminator?")).ToHaveCountAsync(0);
        await terminal.UntilAsync(screen => !screen.Contains("Who has the laminator?", StringComparison.Ordinal));
        await Assertions.Expect(ben.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        // The server goes away in the middle; what is written meanwhile waits and goes out by itself, in order.
        await server.KillAsync();
        for (var i = 1; i <= 3; i++)
        {
            await ben.SayAsync("general", $"ben, while it was away {i}");
            await terminal.SayAsync($"cara, while it was away {i}");
        }
        await Assertions.Expect(ben.Locator("[data-state=waiting], [data-state=sending]")).ToHaveCountAsync(3);
        await server.StartAsync();
        for (var i = 1; i <= 3; i++)
        {
            await ann.SeesAsync($"ben, while it was away {i}");
            await ann.SeesAsync($"cara, while it was away {i}");
        }

        // One browser is cut off and comes back.
        if (socket is not null) await socket.CloseAsync(new() { Code = 4000 });
        else await ben.Context.SetOfflineAsync(true);
        await ann.SayAsync("general", "Ben does not hear this at once.");
        await ann.SeesAsync("Ben does not hear this at once.");
        await ben.Context.SetOfflineAsync(false);
        await ben.SeesAsync("Ben does not hear this at once.");
        await ben.SayAsync("general", "Now I do.");
        await ann.SeesAsync("Now I do.");
        await terminal.UntilAsync("Now I do.");

        // At the end all agree with the disk: nothing lost, doubled or reordered.
        await ben.SeesAsync("Now I do.");
        var shown = await ann.ShownAsync();
        Assert.Equal(shown, await ben.ShownAsync());
        Assert.Equal(shown.Select(m => m.Number), Enumerable.Range(1, shown.Count).Select(n => (long)n));
        var room = Guid.Parse(new Uri(ann.Url).Segments[2].TrimEnd('/'));
        var kept = await HistoryOnDisk.ReadAsync(server.Database, room);
        Assert.Equal(shown.Count, kept.Count);
        Assert.Equal(
            ["ben, while it was away 1", "ben, while it was away 2", "ben, while it was away 3"],
            kept.Select(m => m.Text).Where(t => t.StartsWith("ben,", StringComparison.Ordinal)));
        Assert.Equal(
            ["cara, while it was away 1", "cara, while it was away 2", "cara, while it was away 3"],
            kept.Select(m => m.Text).Where(t => t.StartsWith("cara,", StringComparison.Ordinal)));
        Assert.NotEmpty(transport);
    }

    [Fact]
    public async Task Page_works_over_plain_http_under_a_name_that_is_no_secure_context()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await browser.OpenAsync();
        var ben = await browser.OpenAsync();
        await ann.SetUpAsync(server, "ann");
        await ben.RegisterAsync(new Uri($"http://chat.lan:{server.Port}"), "ben");

        Assert.False(await ben.EvaluateAsync<bool>("isSecureContext"));
        await ben.SayAsync("general", "From the local network.");
        await ann.SeesAsync("From the local network.");
        await ann.SayAsync("general", "Heard.");
        await ben.SeesAsync("Heard.");
        await ben.ReloadAsync();
        await ben.SeesAsync("Heard.");
    }
}
