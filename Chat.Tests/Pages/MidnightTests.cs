using System.Text.RegularExpressions;
using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>A page that is open over midnight.</summary>
public sealed partial class MidnightTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task What_was_today_is_yesterday_on_the_next_day()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await browser.OpenAsync();
        await ann.Clock.InstallAsync();
        await ann.SetUpAsync(server, "ann");
        await ann.SayAsync("general", "The float is in.");
        await ann.SeesAsync("The float is in.");
        var days = ann.GetByRole(AriaRole.Log).GetByRole(AriaRole.Button, new() { NameRegex = Day() });
        await Assertions.Expect(days).ToHaveTextAsync(["Today: Go to another day"]);

        await ann.Clock.FastForwardAsync("24:00:00");
        await Assertions.Expect(days).ToHaveTextAsync(["Yesterday: Go to another day"]);
    }

    [GeneratedRegex("Go to another day$")]
    private static partial Regex Day();
}
