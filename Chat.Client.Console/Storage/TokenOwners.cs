using System.Security.Cryptography;
using System.Text;

namespace Chat.Client.Cli;

/// <summary>
/// Whose session the token of the environment is, as the server said when it was asked: so what can't be sent can be kept for them when it can't be asked.
/// A token isn't written down, nor anything that leads back to it.
/// </summary>
internal static class TokenOwners
{
    private const int Most = 20;
    private const UnixFileMode OwnFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Whose session it is; none: it wasn't asked for yet.</summary>
    public static Guid? Find(Shell shell, Session session)
    {
        try
        {
            return Guid.TryParseExact(File.ReadAllText(PathOf(shell, session)), "D", out var person) ? person : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Notes whose session it is, where that can be written; sessions that were not used for long are forgotten.</summary>
    public static void Note(Shell shell, Session session, Guid person)
    {
        if (Find(shell, session) == person) return;
        try
        {
            var path = PathOf(shell, session);
            var folder = Path.GetDirectoryName(path)!;
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, OwnFolder);
            foreach (var old in new DirectoryInfo(folder).GetFiles().OrderByDescending(file => file.LastWriteTimeUtc).Skip(Most - 1)) old.Delete();
            File.WriteAllText(path, person.ToString("D"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The server is asked the next time as well.
        }
    }

    private static string PathOf(Shell shell, Session session)
    {
        var key = SHA256.HashData(Encoding.UTF8.GetBytes($"{session.Server.GetLeftPart(UriPartial.Path).TrimEnd('/')}\n{session.Token}"));
        return Path.Combine(KeptHere.StateFolder(shell), "token-owners", Convert.ToHexStringLower(key.AsSpan(0, 16)));
    }
}
