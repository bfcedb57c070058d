using Chat.Contracts;
using Chat.Tests.Delivery;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Chat.Tests.Messages;

public sealed class DeepPageTests
{
    private const int Messages = 2_000;

    [Fact]
    public async Task A_page_far_up_in_a_room_takes_as_many_steps_as_one_at_its_beginning()
    {
        await using var server = await CoreServer.StartAsync();
        var seat = await server.SeatAsync();
        await using var ann = await server.DeviceAsync(seat);
        var room = await ann.RoomAsync(isPrivate: true);
        foreach (var some in Enumerable.Range(1, Messages).Chunk(Limits.Default.PostMessages))
            await Wire.Ok(server.EnqueueAsync(seat, room, [.. some.Select(i => new NewMessage { Id = Guid.CreateVersion7(), Text = $"message {i}" })]));

        var page = await Wire.Ok(ann.ReadMessages(new ReadMessages { Room = room, After = Messages - 10, Limit = 5 }));
        Assert.Equal(Enumerable.Range(Messages - 9, 5).Select(n => (long)n), page.Messages.Select(m => m.Number));
        await using var connection = new SqliteConnection($"Data Source={server.DatabaseFile};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Steps(1), Steps(Messages - 10));

        int Steps(long after)
        {
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_prepare_v2(connection.Handle, $"SELECT Text FROM Messages WHERE {Chat.Server.Pages.NextAbove}", out var statement));
            using (statement)
            {
                raw.sqlite3_bind_blob(statement, 1, room.ToByteArray(bigEndian: true));
                raw.sqlite3_bind_int64(statement, 2, after);
                raw.sqlite3_bind_int64(statement, 3, 5);
                var rows = 0;
                while (raw.sqlite3_step(statement) == raw.SQLITE_ROW) rows++;
                Assert.Equal(5, rows);
                return raw.sqlite3_stmt_status(statement, raw.SQLITE_STMTSTATUS_VM_STEP, 0);
            }
        }
    }
}
