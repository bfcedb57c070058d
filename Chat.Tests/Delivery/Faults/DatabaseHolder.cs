using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Chat.Tests.Delivery;

/// <summary>
/// Another process that has the database open and keeps a lock: <c>hold read FILE</c> a read transaction, <c>hold write FILE</c>
/// the write lock. It says <c>held</c>, and lets go when its input ends.
/// </summary>
internal sealed class DatabaseHolder : IAsyncDisposable
{
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(1);
    private readonly Process _process;

    private DatabaseHolder(Process process) => _process = process;

    /// <param name="what"><c>read</c> or <c>write</c>.</param>
    /// <param name="database">The database file.</param>
    public static async Task<DatabaseHolder> StartAsync(string what, string database)
    {
        var holder = new DatabaseHolder(Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Chat.Tests.dll"), "hold", what, database])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);
        var said = await holder._process.StandardOutput.ReadLineAsync().WaitAsync(Never);
        return said == "held" ? holder : throw new InvalidOperationException($"The database could not be held: {said}");
    }

    /// <summary>The holder's own process.</summary>
    public static async Task<int> RunAsync(string what, string database, TextReader input, TextWriter output)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false, DefaultTimeout = 30 }.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = what == "write" ? "BEGIN IMMEDIATE" : "BEGIN; SELECT COUNT(*) FROM Scopes;";
        await command.ExecuteNonQueryAsync();
        await output.WriteLineAsync("held");
        await output.FlushAsync();
        await input.ReadToEndAsync();
        command.CommandText = "ROLLBACK";
        await command.ExecuteNonQueryAsync();
        return 0;
    }

    /// <summary>Lets go.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(Never);
        _process.Dispose();
    }
}
