using System.Data.Common;
using Chat.Contracts;
using Chat.Server;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Chat.Tests.Delivery;

/// <summary>Lets the database fail at an insert of messages, as often as asked, with one of SQLite's codes.</summary>
internal sealed class FailingInserts : DbConnectionInterceptor
{
    private int _left;
    private int _code;

    public void Fail(int code, int times = 1) => (_code, _left) = (code, times);

    /// <summary>Puts the fault into the file; the connections that know what to do at it are those opened with this interceptor.</summary>
    public static void Arm(CoreServer server) =>
        server.Sql("CREATE TRIGGER Failing BEFORE INSERT ON Messages BEGIN SELECT fail_if_asked(); END;");

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        ((SqliteConnection)connection).CreateFunction("fail_if_asked", () =>
        {
            if (Interlocked.Decrement(ref _left) >= 0) throw new SqliteException("As the test wants it.", _code);
            return 0;
        });
}

internal static class Faults
{
    /// <summary>Does something to a server's database behind its back.</summary>
    public static void Sql(this CoreServer server, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={server.DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Messages that say "poison" make the commit itself fail, not the insert.</summary>
    public static void RefuseCommitsOfPoison(this CoreServer server) => server.Sql("""
        CREATE TABLE Absent (Id INTEGER PRIMARY KEY);
        CREATE TABLE Poisoned (Id INTEGER REFERENCES Absent (Id) DEFERRABLE INITIALLY DEFERRED);
        CREATE TRIGGER Poison AFTER INSERT ON Messages WHEN NEW.Text = 'poison' BEGIN INSERT INTO Poisoned VALUES (1); END;
        """);

    public static void AllowPoison(this CoreServer server) => server.Sql("DROP TRIGGER Poison;");
}

internal static class Clocks
{
    /// <summary>Moves the clock on until the idle server has emptied its write-ahead log.</summary>
    public static async Task LogTakenInAsync(this CoreServer server, Microsoft.Extensions.Time.Testing.FakeTimeProvider time)
    {
        using var patience = new CancellationTokenSource(Wire.Never);
        var log = new FileInfo(server.DatabaseFile + "-wal");
        for (log.Refresh(); log is { Exists: true, Length: > 0 }; log.Refresh())
        {
            time.Advance(TimeSpan.FromSeconds(1));
            // The file system tells nobody: looked at again after each tick.
            await Task.Delay(5, patience.Token);
        }
    }
}

internal static class Waits
{
    /// <summary>The n-th beat of a device.</summary>
    public static async Task<Beat> BeatAsync(this Device device, int n)
    {
        await device.EventAsync<Beat>(_ => device.Events<Beat>().Count >= n);
        return device.Events<Beat>()[n - 1];
    }

    /// <summary>Until a call of a device runs in the server.</summary>
    public static async Task RunningAsync(this CoreServer server, Device device)
    {
        using var patience = new CancellationTokenSource(Wire.Never);
        var connection = server.Get<ChatConnections>().Of(device.Person).Single();
        while (connection.CallsRunning == 0) await Task.Delay(1, patience.Token);
    }
}
