using Chat.Client;
using Chat.Tests.Support;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>A room with a long history, however far one goes in it and however much comes meanwhile.</summary>
public sealed class LongRoomTests(Browser browser) : IClassFixture<Browser>
{
    private const int MostLines = 400;

    [Fact]
    public async Task To_the_first_message_and_back_the_page_draws_a_bounded_part_and_misses_nothing()
    {
        await using var server = await ServerProcess.StartNewAsync("--Chat:PostRate:PerSecond", "100000", "--Chat:PostRate:Burst", "100000");
        var ann = await browser.OpenAsync();
        await ann.SetUpAsync(server, "ann");
        var room = Guid.Parse(new Uri(ann.Url).Segments[2].TrimEnd('/'));
        await using var ben = await server.ConnectAsync(await server.RegisterAsync("ben"));
        var toNewest = ann.GetByRole(AriaRole.Button, new() { NameRegex = new("^(Newest|[0-9,]+ new messages?)$") });
        // A room that opens goes to the first message that is unread: this one has been opened, and nothing is.
        await SaysAsync(ben, room, 0, 0);
        await ann.SeesAsync("ben's 0.");
        await Assertions.Expect(toNewest).ToHaveCountAsync(0);
        await SaysAsync(ben, room, 1, 1_500);
        await ann.SeesAsync("ben's 1500.");
        await Assertions.Expect(toNewest).ToHaveCountAsync(0);
        await ann.EvaluateAsync(
            """
            () => {
              const lines = document.querySelector("[role=log] ol");
              globalThis.mostLines = 0;
              new MutationObserver(() => globalThis.mostLines = Math.max(globalThis.mostLines, lines.childElementCount)).observe(lines, { childList: true });
            }
            """);

        // All the way up; what comes meanwhile moves nothing and is counted.
        await ann.ScrollToTopAsync("ben's 1.");
        await AscendsAsync();
        await SaysAsync(ben, room, 1_501, 2_400);
        await Assertions.Expect(ann.GetByRole(AriaRole.Button, new() { Name = "900 new messages" })).ToBeVisibleAsync();
        await Assertions.Expect(ann.Message("ben's 1.").First).ToBeInViewportAsync();

        // The newest is there at once, and the way up from there leads through what was given up, from below.
        await ann.GetByRole(AriaRole.Button, new() { Name = "900 new messages" }).ClickAsync();
        await Assertions.Expect(ann.Message("ben's 2400.")).ToBeInViewportAsync();
        await ann.ScrollToTopAsync("ben's 1200.");
        await AscendsAsync();

        // And down again, to the end.
        await ann.WaitForFunctionAsync(
            """
            () => {
              const log = document.querySelector("[role=log]");
              log.scrollTop = log.scrollHeight;
              return [...log.querySelectorAll("[data-part=text]")].some((each) => each.textContent === "ben's 2400.");
            }
            """, null, new() { PollingInterval = 50, Timeout = 60_000 });
        await AscendsAsync();
        Assert.InRange(await ann.EvaluateAsync<int>("globalThis.mostLines"), 1, MostLines);

        // Neighbours stand beside each other: what isn't loaded is a gap, never left out.
        async Task AscendsAsync()
        {
            await Assertions.Expect(ann.Locator("[role=log] ol")).ToHaveAttributeAsync("aria-busy", "false");
            var wrong = await ann.EvaluateAsync<string[]>(
                """
                () => [...document.querySelectorAll("[role=log] [data-number]")].flatMap((line, at, lines) => {
                  const next = lines[at + 1];
                  if (!next || +next.dataset.number === +line.dataset.number + 1) return [];
                  for (let between = line; between && between !== next; between = between.nextElementSibling) if (between.classList.contains("gap")) return [];
                  return [`${line.dataset.number} ${next.dataset.number}`];
                })
                """);
            Assert.Empty(wrong);
        }
    }

    /// <summary>On a device that is new, the first unread message and the newest are both loaded, and hundreds that lie between are not.</summary>
    [Theory, InlineData("down", "new"), InlineData("up", "new"), InlineData("down", "known"), InlineData("up", "known")]
    public async Task Between_the_first_unread_message_and_the_newest_nothing_that_is_read_moves(string direction, string device)
    {
        await using var server = await ServerProcess.StartNewAsync("--Chat:PostRate:PerSecond", "100000", "--Chat:PostRate:Burst", "100000");
        var person = await server.SetUpAsync("ann");
        var ann = await browser.OpenAsync();
        await ann.SignInAsync(server.Address, person);
        await ann.RoomAsync("general");
        var place = ann.Url;
        var room = Guid.Parse(new Uri(place).Segments[2].TrimEnd('/'));
        await using var ben = await server.ConnectAsync(await server.RegisterAsync("ben"));
        var read = await SaysAsync(ben, room, 1, 60);
        await ann.SeesAsync("ben's 60.");
        await using (var client = await server.ConnectAsync(person)) (await client.MarkReadAsync(room, read, TestContext.Current.CancellationToken).Within()).Value();
        await ann.GotoAsync("about:blank");
        await SaysAsync(ben, room, 61, 600);
        if (device == "known")
        {
            await ann.GotoAsync(place);
        }
        else
        {
            // Her only room is opened at once.
            ann = await browser.OpenAsync();
            await ann.SignInAsync(server.Address, person);
        }

        await Assertions.Expect(ann.Message("ben's 61.")).ToBeInViewportAsync();
        await Assertions.Expect(ann.Locator("[data-key=new]")).ToBeInViewportAsync();
        if (direction == "up")
        {
            await ann.GetByRole(AriaRole.Button, new() { NameRegex = new("^(Newest|[0-9]+ new messages)$") }).ClickAsync();
            await Assertions.Expect(ann.Message("ben's 600.")).ToBeInViewportAsync();
            // What isn't loaded yet lies between.
            if (device == "new") await Assertions.Expect(ann.GetByRole(AriaRole.Button, new() { Name = "To the first unread message" })).ToBeVisibleAsync();
        }
        var (by, last) = direction == "up" ? (-420, "ben's 61.") : (420, "ben's 600.");
        for (var steps = 0; !await IsInViewAsync(ann, last); steps++)
        {
            Assert.True(steps < 200, $"{last} is never reached.");
            var wrong = await ann.EvaluateAsync<string>(Step, by);
            Assert.True(wrong == "", wrong);
        }
        if (direction == "up") await Assertions.Expect(ann.Locator("[data-key=new]")).ToBeAttachedAsync();
    }

    /// <summary>Scrolls on, and watches a line in the middle until nothing more is loaded or drawn. Answers what was wrong.</summary>
    private const string Step =
        """
        async (by) => {
          const log = document.querySelector("[role=log]"), frame = () => new Promise(requestAnimationFrame);
          const top = (line) => line.getBoundingClientRect().top, end = (line) => line.getBoundingClientRect().bottom;
          const numbers = () => [...log.querySelectorAll("[data-number]")].filter((line) => end(line) > top(log) && top(line) < end(log)).map((line) => +line.dataset.number);
          const before = numbers();
          log.scrollTop += by;
          const after = numbers();
          if (after[0] > before.at(-1) + 1 || after.at(-1) < before[0] - 1) return `from ${before} to ${after}`;
          const watched = () => log.querySelector(`[data-number="${after[after.length >> 1]}"]`);
          const place = top(watched());
          for (let rested = 0, drawn = ""; rested < 10; ) {
            await frame();
            if (Math.abs(top(watched()) - place) > 1) return `${watched().textContent} moved by ${top(watched()) - place}`;
            const now = log.querySelector("ol").ariaBusy + [...log.querySelectorAll("[data-number]")].map((line) => line.dataset.number);
            rested = now === drawn && !now.startsWith("true") ? rested + 1 : 0;
            drawn = now;
          }
          return "";
        }
        """;

    private static Task<bool> IsInViewAsync(IPage page, string text) => page.EvaluateAsync<bool>(
        """
        (text) => {
          const log = document.querySelector("[role=log]").getBoundingClientRect();
          return [...document.querySelectorAll("[role=log] [data-part=text]")].some((each) => {
            const { top, bottom } = each.getBoundingClientRect();
            return each.textContent === text && top >= log.top && bottom <= log.bottom;
          });
        }
        """, text);

    /// <summary>Answers the number of what was said last.</summary>
    private static async Task<long> SaysAsync(ChatConnection client, Guid room, int from, int to)
    {
        var posted = await Task.WhenAll(Enumerable.Range(from, to - from + 1).Select(n => client.PostAndWaitAsync(room, $"ben's {n}."))).Within();
        return posted.Max(outcome => outcome.Value().Number ?? 0);
    }
}
