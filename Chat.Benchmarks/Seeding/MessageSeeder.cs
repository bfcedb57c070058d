using System.Globalization;
using Chat.Contracts;
using Chat.Server;
using Microsoft.Data.Sqlite;

namespace Chat.Benchmarks;

/// <summary>
/// Writes messages into the database of a server that doesn't run, past its writer but as it would have: with numbers, revisions,
/// counters and the hashes that tell a retry. Without syncs: what is cut off must be begun anew.
/// </summary>
internal static class MessageSeeder
{
    private const int MessagesOfATransaction = 100_000;
    private const int RowsBetweenLooks = 1_000_000;

    /// <summary>Adds messages, a message to each room in turn, as they come about where many rooms are busy.</summary>
    /// <param name="database">The database file.</param>
    /// <param name="rooms">The rooms, and who writes in each.</param>
    /// <param name="count">How many.</param>
    /// <param name="tell">Takes a line of progress.</param>
    /// <param name="cancellationToken">Ends it; the database is no good then.</param>
    public static void Append(string database, IReadOnlyList<SeededRoom> rooms, long count, Action<string> tell, CancellationToken cancellationToken)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString());
        connection.Open();
        Do(connection, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -524288;");
        var key = (byte[])Scalar(connection, "SELECT Value FROM Settings WHERE Name = 'hash-key'");
        var counters = rooms.Select(room => Counter.Load(connection, room.Id)).ToList();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        using (var insert = new MessageInsert(connection))
        {
            Do(connection, "BEGIN");
            for (long i = 0; i < count; i++)
            {
                var (room, counter) = (rooms[(int)(i % rooms.Count)], counters[(int)(i % rooms.Count)]);
                var author = room.Authors[(int)(i / rooms.Count % room.Authors.Count)];
                counter.Next(now);
                insert.Run(key, room.Id, author, counter.Number, counter.Revision, counter.At, i);
                if (i % MessagesOfATransaction != MessagesOfATransaction - 1) continue;
                Do(connection, "COMMIT; BEGIN");
                cancellationToken.ThrowIfCancellationRequested();
                if (i % RowsBetweenLooks == RowsBetweenLooks - 1) tell($"    {i + 1:N0} messages");
            }
        }
        foreach (var counter in counters) counter.Save(connection);
        Do(connection, "COMMIT; PRAGMA journal_mode = WAL;");
    }

    private static void Do(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() ?? throw new InvalidOperationException($"The database is none of this server's: {sql} found nothing.");
    }

    /// <summary>The statement that adds a message, prepared once.</summary>
    private sealed class MessageInsert : IDisposable
    {
        private readonly SqliteCommand _command;
        private readonly SqliteParameter[] _values;

        public MessageInsert(SqliteConnection connection)
        {
            string[] columns = ["RoomId", "Number", "Id", "Revision", "AuthorId", "At", "Text", "Version", "Hash"];
            _command = connection.CreateCommand();
            _command.CommandText = $"INSERT INTO Messages ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => "$" + column))})";
            _values = [.. columns.Select(column => _command.Parameters.AddWithValue("$" + column, DBNull.Value))];
            _command.Prepare();
        }

        public void Run(byte[] key, Guid room, Guid author, long number, long revision, long at, long i)
        {
            var text = SeededText.Of(i);
            object[] values = [room.ToByteArray(true), number, Guid.CreateVersion7().ToByteArray(true), revision, author.ToByteArray(true), at, text, 1, PostMessagesChange.Hash(key, room, text)];
            for (var column = 0; column < values.Length; column++) _values[column].Value = values[column];
            _command.ExecuteNonQuery();
        }

        public void Dispose() => _command.Dispose();
    }

    /// <summary>How far a room is.</summary>
    private sealed class Counter(byte[] room, long revision, long number, long at, long[] kinds)
    {
        public long Revision { get; private set; } = revision;

        public long Number { get; private set; } = number;

        public long At { get; private set; } = at;

        public static Counter Load(SqliteConnection connection, Guid room)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT Revision, Number, At, Kinds FROM Scopes WHERE Kind = $kind AND Id = $id";
            command.Parameters.AddWithValue("$kind", (int)ScopeKind.Room);
            command.Parameters.AddWithValue("$id", room.ToByteArray(true));
            using var reader = command.ExecuteReader();
            if (!reader.Read()) throw new InvalidOperationException($"There is no room {room}.");
            return new Counter(room.ToByteArray(true), reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), ScopeCounter.KindsOf(reader.GetString(3)));
        }

        public void Next(long now)
        {
            Revision++;
            Number++;
            At = Math.Max(At, now);
        }

        public void Save(SqliteConnection connection)
        {
            kinds[RoomMessage.Kind.Index] = Revision;
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE Scopes SET Revision = $revision, Number = $number, At = $at, Kinds = $kinds WHERE Kind = $kind AND Id = $id";
            command.Parameters.AddWithValue("$revision", Revision);
            command.Parameters.AddWithValue("$number", Number);
            command.Parameters.AddWithValue("$at", At);
            command.Parameters.AddWithValue("$kinds", ScopeCounter.TextOf(kinds));
            command.Parameters.AddWithValue("$kind", (int)ScopeKind.Room);
            command.Parameters.AddWithValue("$id", room);
            command.ExecuteNonQuery();
        }
    }
}

/// <summary>A room that is written into.</summary>
/// <param name="Id">The room.</param>
/// <param name="Authors">Who writes, in turns.</param>
internal sealed record SeededRoom(Guid Id, IReadOnlyList<Guid> Authors);

/// <summary>The texts of seeded messages: of different lengths, as people's are.</summary>
internal static class SeededText
{
    private const string Words = "the ferry leaves at nine and we still have no rope on board, so somebody should go by the chandler before the shop closes; I can do it if the van is back by then, else ask at the quay, they always have a spare line lying about and do not mind as long as it comes back";

    /// <summary>The text of the i-th message: between 20 and 220 characters, 120 in the mean.</summary>
    public static string Of(long i) => string.Create(CultureInfo.InvariantCulture, $"{i} {Words.AsSpan(0, 12 + (int)(i * 37 % 200))}");
}
