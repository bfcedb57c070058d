using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Chat.Server;

/// <summary>
/// The operator's way back into an account: a new password, unlocked, all sessions ended. Beside a running server, which
/// sees the ended sessions and closes their sockets.
/// </summary>
internal static class ResetPassword
{
    public static async Task<int> RunAsync(IServiceProvider services, string name, TextReader input, TextWriter output, TextWriter error)
    {
        try
        {
            var database = services.GetRequiredService<ChatDatabase>();
            if (!File.Exists(database.File))
                return await FailAsync(error, $"There is no database at {database.File}. Say --Chat:DataFolder, or run this where the server runs.");
            await using var db = database.Write();
            if ((await db.Database.GetPendingMigrationsAsync()).Any())
                return await FailAsync(error, "The database is of an older version. Start the server once, then try again.");

            var normalized = UserNames.Normalize(name);
            if (await db.Users.FirstOrDefaultAsync(a => a.NormalizedUserName == normalized) is not { } account)
                return await FailAsync(error, $"Nobody is called {name}.");
            var password = await ReadAsync(input, output, account.UserName!);
            if (Passwords.Check(password) is { } refusal) return await FailAsync(error, refusal.Message);

            using var passwords = new Passwords(services.GetRequiredService<IPasswordHasher<Account>>());
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds();
            account.PasswordHash = passwords.Hash(password!);
            account.AccessFailedCount = 0;
            account.LockoutEnd = null;
            var sessions = await db.Sessions.Where(s => s.AccountId == account.Id && s.RevokedAt == null).ToListAsync();
            foreach (var session in sessions) session.RevokedAt = now;
            await db.SaveChangesAsync();
            await output.WriteLineAsync($"{account.UserName} has a new password; {sessions.Count} sessions were ended.");
            return 0;
        }
        catch (OptionsValidationException e)
        {
            return await FailAsync(error, string.Join(" ", e.Failures));
        }
        catch (Exception e) when (e is DbUpdateException or Microsoft.Data.Sqlite.SqliteException)
        {
            return await FailAsync(error, $"The database can't be used: {e.InnerException?.Message ?? e.Message}");
        }
    }

    private static async Task<string?> ReadAsync(TextReader input, TextWriter output, string name)
    {
        if (Console.IsInputRedirected || input != Console.In) return await input.ReadLineAsync();
        await output.WriteAsync($"New password for {name}: ");
        var password = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key != ConsoleKey.Backspace) password.Append(key.KeyChar);
            else if (password.Length > 0) password.Length--;
        }

        await output.WriteLineAsync();
        return password.ToString();
    }

    private static async Task<int> FailAsync(TextWriter error, string message)
    {
        await error.WriteLineAsync(message);
        return 1;
    }
}
