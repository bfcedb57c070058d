using Chat.Contracts;
using Chat.Tests.Delivery;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Tests.Messages;

/// <summary>Pages that begin at a time: how one goes to a day.</summary>
public sealed class SinceTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Page_begins_with_the_first_message_at_or_after_the_time()
    {
        var time = new FakeTimeProvider(Monday);
        await using var server = await CoreServer.StartAsync(parts => parts.AddSingleton<TimeProvider>(time));
        var seat = await server.SeatAsync();
        Guid room;
        await using (var first = await server.DeviceAsync(seat)) room = await first.RoomAsync(isPrivate: true);
        // Three messages a day, two of them in the same millisecond; nothing on Wednesday.
        var posted = new List<PostResult>();
        foreach (var day in (int[])[0, 1, 3])
        {
            // A connection is silent for too long when the clock jumps: each day has its own.
            time.SetUtcNow(Monday.AddDays(day).AddHours(1));
            await using (var early = await server.DeviceAsync(seat))
            {
                posted.Add(await early.PostAsync(room, $"day {day}, first"));
                posted.Add(await early.PostAsync(room, $"day {day}, at once"));
            }
            time.Advance(TimeSpan.FromHours(1));
            await using var late = await server.DeviceAsync(seat);
            posted.Add(await late.PostAsync(room, $"day {day}, later"));
        }
        await using var ann = await server.DeviceAsync(seat);

        async Task<MessagesPage> Since(long at, int? limit = null) => await Wire.Ok(ann.ReadMessages(new ReadMessages { Room = room, Since = at, Limit = limit }));

        foreach (var first in posted)
        {
            var wanted = posted.First(m => m.At == first.At).Number!.Value;
            var page = await Since(first.At!.Value);
            Assert.Equal((wanted, 10L), (page.From, page.To));
            Assert.Equal(Enumerable.Range((int)wanted, 11 - (int)wanted).Select(n => (long)n), page.Messages.Select(m => m.Number));
            Assert.Equal(wanted, (await Since(first.At!.Value - 1)).From);
            Assert.Equal(posted.FirstOrDefault(m => m.At > first.At)?.Number ?? 11, (await Since(first.At!.Value + 1)).From);
        }

        // A day without messages lands at the next message; a limit takes the first of them.
        var wednesday = await Since(new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), 1);
        Assert.Equal("day 3, first", Assert.Single(wednesday.Messages).Text);
        Assert.Equal(10, wednesday.Number);
    }

    [Fact]
    public async Task Before_everything_it_begins_at_the_beginning_and_after_everything_it_is_empty_at_the_end()
    {
        await using var server = await CoreServer.StartAsync();
        await using var ann = await server.DeviceAsync();
        var room = await ann.RoomAsync(isPrivate: true);
        await ann.PostAsync(room, "only");

        var all = await Wire.Ok(ann.ReadMessages(new ReadMessages { Room = room, Since = 0 }));
        Assert.Equal((1L, 2L), (all.From, all.To));
        var none = await Wire.Ok(ann.ReadMessages(new ReadMessages { Room = room, Since = long.MaxValue }));
        Assert.Equal((3L, 2L, 2L), (none.From, none.To, none.Number));
        Assert.Empty(none.Messages);
    }

    [Fact]
    public async Task Who_may_not_read_the_room_learns_nothing_of_its_days()
    {
        await using var server = await CoreServer.StartAsync();
        await using var ann = await server.DeviceAsync();
        await using var eve = await server.DeviceAsync();
        var room = await ann.RoomAsync(isPrivate: true);
        await ann.PostAsync(room, "secret");
        await Wire.Refused(ErrorCodes.NotFound, eve.ReadMessages(new ReadMessages { Room = room, Since = 0 }));
    }

    [Fact]
    public async Task Each_step_of_the_search_is_one_look_into_an_index()
    {
        await using var server = await CoreServer.StartAsync();
        await using var connection = new SqliteConnection($"Data Source={server.DatabaseFile};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {Chat.Server.Pages.AtOfNumber}";
        command.Parameters.AddWithValue("?1", Guid.NewGuid().ToByteArray());
        command.Parameters.AddWithValue("?2", 1);
        await using var plan = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        Assert.True(await plan.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Contains("SEARCH Messages USING INDEX sqlite_autoindex_Messages_1 (RoomId=? AND Number=?)", plan.GetString(3));
        Assert.False(await plan.ReadAsync(TestContext.Current.CancellationToken));
    }
}
