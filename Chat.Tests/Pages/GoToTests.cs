using Chat.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>Going to a day, a number and a link, in a room with some thousand messages over a week.</summary>
public sealed class GoToTests(Browser browser) : IClassFixture<Browser>
{
    private const string Zone = "America/New_York";
    private static readonly int[] DaysBack = [6, 5, 3, 2];
    private const int EachDay = 600;

    [Fact]
    public async Task Days_numbers_and_links_lead_to_their_messages_and_the_page_says_which_day_it_shows()
    {
        await using var server = await ServerProcess.StartNewAsync("--Chat:PostRate:PerSecond", "100000", "--Chat:PostRate:Burst", "100000");
        var ann = await browser.OpenAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 }, TimezoneId = Zone, Locale = "en-GB" });
        var person = await server.SetUpAsync("ann");
        Guid room;
        await using (var chat = await server.ConnectAsync(person))
        {
            room = (await chat.UntilAsync(state => state.Heads.Count > 0)).Heads.Keys.First();
            foreach (var posted in await Task.WhenAll(Enumerable.Range(1, DaysBack.Length * EachDay).Select(n => chat.PostAndWaitAsync(room, $"said {n}")))) posted.Value();
        }
        await server.StopAsync();
        await SpreadAsync(server.Database, room);
        await server.StartAsync();
        await ann.ListenAsync();
        await ann.SignInAsync(server.Address, person);
        await ann.RoomAsync("general");
        await Assertions.Expect(ann.Composer("general")).ToBeVisibleAsync();
        var dialog = ann.GetByRole(AriaRole.Dialog, new() { Name = "Go to" });

        // From the line of a day: five days ago, by the wall clock in New York, where it is still the evening before.
        await ann.GetByRole(AriaRole.Log).GetByRole(AriaRole.Button, new() { Name = "Go to another day" }).First.ClickAsync();
        await DayAsync(5);
        await ann.HearsAsync(Name(5));
        await ShowsAsync(EachDay + 1);
        Assert.EndsWith($"/rooms/{room}/{await NumberAsync(EachDay + 1)}", ann.Url);

        // A day on which nobody spoke: the next one that has messages.
        await MenuAsync();
        await DayAsync(4);
        await ann.HearsAsync($"Nothing was said: {Name(4)}. The next messages: {Name(3)}.");
        await ShowsAsync(2 * EachDay + 1);

        // After the newest: the newest. Before the first: the beginning.
        await MenuAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Yesterday" }).ClickAsync();
        await ann.HearsAsync($"Nothing was said since: Yesterday. The newest messages: {Name(2)}.");
        await ShowsAsync(DaysBack.Length * EachDay);
        await MenuAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "The beginning" }).ClickAsync();
        await ShowsAsync(1);

        // Numbers and links; what can't be is told in the dialog.
        await MenuAsync();
        var number = dialog.GetByRole(AriaRole.Textbox, new() { Name = "Number or link" });
        await number.FillAsync("1,700");
        await ann.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(ann.Locator("[data-number='1700']")).ToBeInViewportAsync();
        await MenuAsync();
        await number.FillAsync(new Uri(server.Address, $"/rooms/{room}/300").ToString());
        await ann.Keyboard.PressAsync("Enter");
        await Assertions.Expect(ann.Locator("[data-number='300']")).ToBeInViewportAsync();
        await MenuAsync();
        await number.FillAsync("999999");
        await ann.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert).Filter(new() { HasText = "The newest message has the number" })).ToBeVisibleAsync();
        await number.FillAsync("soon");
        await ann.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Give a number" })).ToBeVisibleAsync();
        await ann.Keyboard.PressAsync("Escape");

        // Back leads to where one was.
        await ann.GoBackAsync();
        await Assertions.Expect(ann.Locator("[data-number='1700']")).ToBeInViewportAsync();

        async Task MenuAsync()
        {
            await ann.GetByRole(AriaRole.Button, new() { Name = "Room menu" }).ClickAsync();
            await ann.GetByRole(AriaRole.Menuitem, new() { Name = "Go to a day or a number" }).ClickAsync();
            await Assertions.Expect(dialog).ToBeVisibleAsync();
        }

        async Task DayAsync(int back)
        {
            await dialog.GetByLabel("Day", new() { Exact = true }).FillAsync($"{Day(back):yyyy-MM-dd}");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Go", Exact = true }).ClickAsync();
        }

        Task ShowsAsync(int said) => Assertions.Expect(ann.Locator("[role=log] [data-key]", new() { Has = ann.GetByText($"said {said}", new() { Exact = true }) })).ToBeInViewportAsync();
        Task<string?> NumberAsync(int said) => ann.Locator("[role=log] [data-key]", new() { Has = ann.GetByText($"said {said}", new() { Exact = true }) }).GetAttributeAsync("data-number");
    }

    private static DateOnly Day(int back) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(Zone)).DateTime).AddDays(-back);

    /// <summary>A day as the page writes it, in English as the British do.</summary>
    private static string Name(int back)
    {
        var day = Day(back);
        var british = System.Globalization.CultureInfo.GetCultureInfo("en-GB");
        return day.Year == Day(0).Year ? day.ToString("dddd d MMMM", british) : day.ToString("d MMMM yyyy", british);
    }

    /// <summary>Moves what was said to its days: each begins at a quarter past midnight in New York, which is five in the morning in UTC.</summary>
    private static async Task SpreadAsync(string database, Guid room)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString());
        await connection.OpenAsync();
        for (var at = 0; at < DaysBack.Length; at++)
        {
            var start = new DateTimeOffset(Day(DaysBack[at]).ToDateTime(new TimeOnly(0, 15)), TimeZoneInfo.FindSystemTimeZoneById(Zone).GetUtcOffset(Day(DaysBack[at]).ToDateTime(new TimeOnly(0, 15))));
            await using var command = connection.CreateCommand();
            command.CommandText =
                """
                UPDATE Messages SET At = $start + 1000 * CAST(substr(Text, 6) AS INTEGER)
                WHERE RoomId = $room AND Text LIKE 'said %' AND CAST(substr(Text, 6) AS INTEGER) > $after AND CAST(substr(Text, 6) AS INTEGER) <= $after + $many
                """;
            command.Parameters.AddWithValue("$start", start.ToUnixTimeMilliseconds());
            command.Parameters.AddWithValue("$room", room.ToByteArray(true));
            command.Parameters.AddWithValue("$after", at * EachDay);
            command.Parameters.AddWithValue("$many", EachDay);
            Assert.Equal(EachDay, await command.ExecuteNonQueryAsync());
        }
        await using var notices = connection.CreateCommand();
        notices.CommandText = "UPDATE Messages SET At = (SELECT MIN(At) FROM Messages WHERE RoomId = $room) WHERE RoomId = $room AND Text NOT LIKE 'said %'";
        notices.Parameters.AddWithValue("$room", room.ToByteArray(true));
        await notices.ExecuteNonQueryAsync();
    }
}
