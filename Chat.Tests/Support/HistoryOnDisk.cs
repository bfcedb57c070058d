using Chat.Contracts;
using Microsoft.Data.Sqlite;

namespace Chat.Tests.Support;

/// <summary>What the database file holds, read beside the server, knowing nothing of it but the tables.</summary>
internal static class HistoryOnDisk
{
    /// <summary>A room's messages by number: id, author, number, text.</summary>
    public static async Task<List<(Guid Id, Guid Author, long Number, string Text)>> ReadAsync(string database, Guid room)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT Id, AuthorId, Number, Text FROM Messages WHERE RoomId = $room ORDER BY Number";
        command.Parameters.AddWithValue("$room", room.ToByteArray(true));
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<(Guid, Guid, long, string)>();
        while (await rows.ReadAsync())
            found.Add((new Guid(rows.GetFieldValue<byte[]>(0), true), new Guid(rows.GetFieldValue<byte[]>(1), true), rows.GetInt64(2), rows.GetString(3)));
        return found;
    }

    public static List<(Guid Id, Guid Author, long Number, string Text)> Rows(this IEnumerable<Message> messages) =>
        [.. messages.OrderBy(m => m.Number).Select(m => (m.Id, m.Author, m.Number, m.Text))];
}
