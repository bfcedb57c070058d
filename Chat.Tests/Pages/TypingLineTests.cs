using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>The line that tells who is typing.</summary>
public sealed class TypingLineTests(Browser browser, SharedServer shared) : IClassFixture<Browser>, IClassFixture<SharedServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Names_too_long_for_the_window_leave_what_they_do_in_view()
    {
        var page = await browser.OpenAsync();
        var ann = await shared.PersonAsync("ann");
        await using var ben = await shared.Server.ConnectAsync(await shared.PersonAsync("ben"));
        await using var cara = await shared.Server.ConnectAsync(await shared.PersonAsync("cara"));
        var room = (await ben.CreateRoomAsync(shared.NewName("slipway"), cancellationToken: Token).Within()).Value().Room;
        foreach (var person in new[] { ann.Person.Id, cara.State.Me!.Value }) (await ben.AddMemberAsync(room, person, Token).Within()).Value();
        (await ben.SetProfileAsync("Bartholomew Featherstonehaugh-Cholmondeley", null, Token).Within()).Value();
        (await cara.SetProfileAsync("Cara", null, Token).Within()).Value();
        await page.SetViewportSizeAsync(390, 700);
        await page.SignInAsync(shared.Server.Address, ann);
        await page.GotoAsync(new Uri(shared.Server.Address, $"/rooms/{room}").ToString());
        await Assertions.Expect(page.Composer("slipway")).ToBeVisibleAsync();

        foreach (var person in new[] { ben, cara }) person.Open(room);
        var fits = page.WaitForFunctionAsync(
            """
            () => {
              const line = document.querySelector("[data-part=typing] p");
              if (!line?.textContent.includes("are typing")) return undefined;
              const range = document.createRange();
              range.selectNodeContents(line.lastChild);
              const words = range.getBoundingClientRect(), all = line.getBoundingClientRect();
              return words.width > 0 && words.right <= all.right && all.right <= innerWidth ? "in view" : `${words.right} of ${all.right} of ${innerWidth}`;
            }
            """, null, new() { Timeout = 60_000 });
        await Task.WhenAll(ben.TypesUntilAsync(room, fits), cara.TypesUntilAsync(room, fits));
        Assert.Equal("in view", await (await fits).JsonValueAsync<string>());
    }
}
