using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>What is being read stays where it is, whatever comes, grows or shrinks around it.</summary>
public sealed class PlaceTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task New_messages_late_pictures_and_the_keyboard_move_nothing_that_is_being_read()
    {
        await using var server = await ServerProcess.StartNewAsync("--Chat:PostRate:PerSecond", "100000", "--Chat:PostRate:Burst", "100000");
        var ann = await browser.OpenAsync();
        await ann.SetUpAsync(server, "ann");
        var room = Guid.Parse(new Uri(ann.Url).Segments[2].TrimEnd('/'));
        await using var ben = await server.ConnectAsync(await server.RegisterAsync("ben"));
        foreach (var posted in await Task.WhenAll(Enumerable.Range(1, 80).Select(n => ben.PostAndWaitAsync(room, $"ben's {n}.")))) posted.Value();
        await ann.SeesAsync("ben's 80.");

        // At the newest, the log follows.
        await Assertions.Expect(ann.Message("ben's 80.")).ToBeInViewportAsync();
        await ann.Message("ben's 50.").EvaluateAsync("line => line.scrollIntoView({ block: 'start' })");
        await Assertions.Expect(ann.GetByRole(AriaRole.Button, new() { Name = "Newest" })).ToBeVisibleAsync();
        var read = ann.Message("ben's 50.");
        var place = await TopAsync();

        for (var i = 81; i <= 83; i++) (await ben.PostAndWaitAsync(room, $"ben's {i}.", TestContext.Current.CancellationToken)).Value();
        await Assertions.Expect(ann.GetByRole(AriaRole.Button, new() { Name = "3 new messages" })).ToBeVisibleAsync();
        Assert.Equal(place, await TopAsync());

        // A picture that comes late is a line above that grows; fonts that come late change all of them.
        await ann.EvaluateAsync("(line) => line.style.paddingBottom = '240px'", await ann.Message("ben's 44.").ElementHandleAsync());
        await StaysAsync();
        await ann.EvaluateAsync("document.querySelector('[role=log]').style.fontSize = '17px'; document.querySelectorAll('[data-part=text]').forEach((text) => text.style.lineHeight = '31px')");
        await StaysAsync();
        foreach (var height in (int[])[480, 800])
        {
            await ann.SetViewportSizeAsync(1280, height);
            await ann.WaitForFunctionAsync("height => innerHeight === height", height);
            await StaysAsync();
        }

        // A line that begins above the view may grow within it: what is read below it stays all the same.
        await ann.GetByRole(AriaRole.Log).EvaluateAsync("log => log.scrollTop += 9");
        read = ann.Message("ben's 51.");
        place = await TopAsync();
        await ann.Message("ben's 50.").EvaluateAsync("line => line.style.paddingBottom = '130px'");
        await StaysAsync();
        await ann.Message("ben's 50.").EvaluateAsync("line => line.querySelector('[data-part=text]').style.fontSize = '40px'");
        await StaysAsync();

        await ann.GetByRole(AriaRole.Button, new() { Name = "3 new messages" }).ClickAsync();
        await Assertions.Expect(ann.Message("ben's 83.")).ToBeInViewportAsync();
        await ann.SetViewportSizeAsync(1280, 480);
        await Assertions.Expect(ann.Message("ben's 83.")).ToBeInViewportAsync(new() { Ratio = 1 });

        // What is being written grows while messages come: the scroll that the last one brought is told before the new size is.
        await ann.SetViewportSizeAsync(1280, 800);
        await ann.WaitForFunctionAsync("innerHeight === 800");
        await ann.Composer("general").EvaluateAsync(
            "field => { field.style.minHeight = '180px'; document.querySelector('[role=log]').dispatchEvent(new Event('scroll')); }");
        (await ben.PostAndWaitAsync(room, "ben's 84.", TestContext.Current.CancellationToken)).Value();
        await ann.SeesAsync("ben's 84.");
        await Assertions.Expect(ann.Message("ben's 84.")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Assertions.Expect(ann.GetByRole(AriaRole.Button, new() { NameRegex = new("^(Newest|[0-9]+ new messages?)$") })).ToHaveCountAsync(0);

        Task<double> TopAsync() => read.EvaluateAsync<double>("line => Math.round(line.getBoundingClientRect().top)");

        async Task StaysAsync()
        {
            // The observer of sizes answers in the frame after the change: two frames later it has.
            await ann.EvaluateAsync("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))");
            Assert.InRange(await TopAsync(), place - 1, place + 1);
        }
    }
}
