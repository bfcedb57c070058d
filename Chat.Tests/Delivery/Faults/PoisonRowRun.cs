using Chat.Contracts;
using Microsoft.Data.Sqlite;

namespace Chat.Tests.Delivery;

/// <summary>Rows that can't be read, as a bug or a broken disk leaves them: whoever doesn't touch them must notice nothing.</summary>
internal sealed class PoisonRowRun : FaultRun
{
    private const int LeastAcknowledged = 20;
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(2);

    /// <summary>A damage, and the statement that does it to a room.</summary>
    private static readonly (string Name, string Sql)[] Damages =
    [
        ("a message whose time is a word", "UPDATE Messages SET At = 'yesterday' WHERE RoomId = $room AND Number = 3"),
        ("a message whose author is half an id", "UPDATE Messages SET AuthorId = X'0102' WHERE RoomId = $room AND Number = 3"),
        ("a message without a text", "UPDATE Messages SET Text = X'FFFE' WHERE RoomId = $room AND Number = 3"),
        ("a room whose counters are words", "UPDATE Scopes SET Kinds = 'one,two' WHERE Id = $room"),
        ("a member with an unknown role", "UPDATE Members SET Role = 'emperor' WHERE RoomId = $room"),
        ("a header whose floor is a word", "UPDATE Rooms SET Floor = 'ground' WHERE Id = $room"),
    ];

    public override string Name => "poison-row";

    public override string What => "six rooms with a row each that can't be read, while people write in others: only who touches such a room is refused, by an answer, and no connection is lost over it";

    public override async Task<RunResult> RunAsync(Scale scale, Action<string> tell, CancellationToken cancellationToken)
    {
        var rounds = scale == Scale.Long ? 50 : 3;
        var faults = new List<string>();
        // The first two rooms are healthy; whoever is in a damaged one is in no other.
        await using var loaded = await LoadedServer.StartAsync(
            5 + Damages.Length, [Enumerable.Range(0, 5), Enumerable.Range(0, 5), .. Enumerable.Range(0, Damages.Length).Select(i => (IEnumerable<int>)[5 + i, 4])]);
        for (var i = 0; i < Damages.Length; i++)
        {
            await using var device = await loaded.DeviceAsync(5 + i);
            for (var n = 0; n < 5; n++) await device.PostAsync(Room(loaded, i), $"message {n}");
        }
        await loaded.Server.StopAsync();
        for (var i = 0; i < Damages.Length; i++) Damage(loaded, Damages[i].Sql, Room(loaded, i));
        await loaded.Server.StartAsync();

        var recorder = await loaded.RecordAsync(perSecond: 20, clients: 4, shape: plan => plan with { Clients = [.. plan.Clients.Select(c => c with { Rooms = [.. loaded.Community.Rooms.Take(2)] })] });
        var (refused, answered) = (0, 0);
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < Damages.Length; i++)
            {
                // In all damaged rooms, and in the healthy ones: it is refused here, and served there.
                await using var device = await loaded.DeviceAsync(4);
                foreach (var error in await TouchAsync(device, Room(loaded, i)))
                {
                    answered++;
                    if (error is null) continue;
                    refused++;
                    if (error.Message.Length == 0) faults.Add($"{Damages[i].Name}: refused without a word.");
                }
                await device.PostAsync(loaded.Community.Rooms[0], $"#healthy.{round}.{i}");
                if (!device.IsOpen) faults.Add($"{Damages[i].Name}: the connection was cut.");
            }
            var from = recorder.Counts.Acknowledged;
            await recorder.UntilAsync(counts => counts.Acknowledged > from, Never);
            cancellationToken.ThrowIfCancellationRequested();
        }
        await recorder.UntilAsync(counts => counts.Acknowledged >= LeastAcknowledged, Never);
        if (loaded.Server.ExitCode is { } code) faults.Add($"The server ended with {code}.");
        var verdict = await loaded.JudgeAsync(Never);
        return new RunResult
        {
            Verdicts = [verdict],
            Faults = [.. faults.Distinct().Take(20)],
            Figures =
            [
                new("kinds of damage", Damages.Length),
                new("calls that touched one, and were answered", answered) { AtLeast = rounds * Damages.Length * 4 },
                new("of them refused", refused) { AtLeast = rounds },
                new("messages acknowledged in the healthy rooms", verdict.Acknowledged) { AtLeast = LeastAcknowledged },
            ],
        };
    }

    private static Guid Room(LoadedServer loaded, int damage) => loaded.Community.Rooms[2 + damage];

    private static async Task<List<Error?>> TouchAsync(Device device, Guid room) =>
    [
        (await device.Watch(new WatchRequest { Items = [new WatchItem { Scope = Scope.Room(room).ToString() }] })).Error,
        (await device.ReadMessages(new ReadMessages { Room = room })).Error,
        (await device.PostMessages(new PostMessages { Room = room, Messages = [Wire.Said("into the damaged room")] })) is var posted ? posted.Error ?? posted.Value!.Results[0].Error : null,
        (await device.MarkRead(new MarkRead(room, 1, 1))).Error,
    ];

    private static void Damage(LoadedServer loaded, string sql, Guid room)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = loaded.Server.Database, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$room", room.ToByteArray(bigEndian: true));
        var changed = command.ExecuteNonQuery();
        if (changed == 0) throw new InvalidOperationException($"Nothing was damaged by: {sql}");
    }
}
