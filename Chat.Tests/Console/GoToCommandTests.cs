using Chat.Client.Cli;
using Chat.Tests.Support;

namespace Chat.Tests.Console;

/// <summary><c>/goto</c>: a day or a number.</summary>
public sealed class GoToCommandTests
{
    [Theory]
    [InlineData("2026-11-20", "2026-11-20")]
    [InlineData("2026-2-3", "2026-02-03")]
    [InlineData("today", "2026-11-28")]
    [InlineData(" Yesterday ", "2026-11-27")]
    [InlineData("friday", "2026-11-27")]
    [InlineData("SAT", "2026-11-28")]
    [InlineData("sunday", "2026-11-22")]
    [InlineData("2026-02-30", null)]
    [InlineData("s", null)]
    [InlineData("someday", null)]
    [InlineData("", null)]
    public void Days_are_read_as_people_type_them(string typed, string? day) =>
        Assert.Equal(day, Days.Read(typed, new DateOnly(2026, 11, 28))?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-11-20", "America/New_York", "2026-11-20T05:00:00Z")]
    [InlineData("2026-07-01", "Asia/Tokyo", "2026-06-30T15:00:00Z")]
    // In Beirut the clocks skip midnight in spring; in Havana they show it twice in autumn.
    [InlineData("2026-03-29", "Asia/Beirut", "2026-03-28T22:00:00Z")]
    [InlineData("2026-11-01", "America/Havana", "2026-11-01T04:00:00Z")]
    public void A_day_begins_where_the_clock_on_the_wall_begins_it(string day, string zone, string moment) =>
        Assert.Equal(
            DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture),
            Days.Start(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Fact]
    public async Task Terminal_goes_to_a_number_and_to_a_day_and_says_what_it_shows()
    {
        await using var server = await ServerProcess.StartNewAsync("--Chat:PostRate:PerSecond", "100000", "--Chat:PostRate:Burst", "100000");
        var ann = await server.SetUpAsync("ann");
        await using (var chat = await server.ConnectAsync(ann))
        {
            var room = (await chat.UntilAsync(s => s.Heads.Count > 0)).Heads.Keys.First();
            foreach (var posted in await Task.WhenAll(Enumerable.Range(1, 300).Select(n => chat.PostAndWaitAsync(room, $"said {n}.")))) posted.Value();
        }
        await using var terminal = await ConsoleSteps.OpenAsync(server, ann, 100, 30);
        await terminal.UntilAsync("said 300.");

        await terminal.SayAsync("/goto 42");
        await terminal.UntilAsync(screen => screen.Contains("said 41.", StringComparison.Ordinal) && !screen.Contains("said 300.", StringComparison.Ordinal));
        await terminal.SayAsync("/goto 999");
        await terminal.UntilAsync("The newest message has the number 301.");
        await terminal.SayAsync("/goto 2020-01-01");
        await terminal.UntilAsync("Nothing was said on Wed 1 Jan 2020. Next: ");
        await terminal.UntilAsync("said 1.");
        await terminal.SayAsync("/goto 2199-12-31");
        await terminal.UntilAsync("This is the newest.");
        await terminal.UntilAsync("said 300.");
        await terminal.SayAsync("/goto nowhere");
        await terminal.UntilAsync("Say a day, such as");
    }
}
