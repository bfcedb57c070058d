using System.Text;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>
/// The right to change a profile's session, which one process has at a time; and the names of what the profile has in the key store. They are written down before the
/// key store is told, so whatever comes between, the next change knows what to remove. Both are one file. It stays there empty: were it deleted, another could be made
/// and had by a second process while a third still has the one that is gone.
/// </summary>
internal sealed class SessionChange : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BeforeTelling = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(0.1);

    private readonly Lock _lock = new();
    private readonly Shell _shell;
    private readonly FileStream? _file;
    private readonly List<StoredEntry> _entries;
    private readonly List<StoredEntry> _before;
    private bool _ended;

    private SessionChange(Shell shell, FileStream? file, List<StoredEntry> entries)
    {
        (_shell, _file, _entries) = (shell, file, entries);

        // Whatever it was written by.
        if (Session.File(shell).Read().Value?.Entry is { } entry && entries.TrueForAll(noted => noted.Name != entry.Name)) Note(entry);
        _before = [.. entries];
    }

    /// <summary>Whether the key store may have something of the profile that was there before this change.</summary>
    public bool HasBefore => _before.Count > 0;

    /// <summary>Whether a profile may have something in the key store, or may be being changed.</summary>
    public static bool MayBeNeeded(CredentialFile file) => File.Exists(file.NotePath);

    /// <summary>Begins, once no other process changes the session.</summary>
    /// <exception cref="IOException">Nothing can be written where the session is kept.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static async Task<Outcome<SessionChange>> BeginAsync(Shell shell, CancellationToken cancellationToken)
    {
        var (file, since, told) = (Session.File(shell), shell.Time.GetTimestamp(), false);
        file.MakeFolder();
        while (true)
        {
            if (TryBegin(shell, file.NotePath) is { } change) return change;
            var waited = shell.Time.GetElapsedTime(since);
            if (waited >= Longest) return Refusal("Another chat has been signing in or out with this profile for a minute. Run it again when that one has ended.");
            if (!told && waited >= BeforeTelling) shell.Complain("Another chat is signing in or out with this profile. Waiting for it.");
            told |= waited >= BeforeTelling;
            await Task.Delay(BetweenTries, shell.Time, cancellationToken);
        }
    }

    /// <summary>Begins where nothing can be written: it knows of the session that is kept alone, writes nothing down, and others may change the session meanwhile.</summary>
    public static SessionChange WithoutFile(Shell shell) => new(shell, null, []);

    /// <summary>Why a session can't be kept.</summary>
    public static Error CanNotKeep(CredentialFile file, Exception e) =>
        Refusal($"The session can't be kept in {file.Path}: {e.Message} Make room there, or name another place by XDG_CONFIG_HOME.");

    /// <summary>Writes down what the key store is about to be told.</summary>
    /// <exception cref="ObjectDisposedException">The change has ended, so the key store is not to be told.</exception>
    public void Note(StoredEntry entry)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_ended, this);
            _entries.Add(entry);
            Save();
        }
    }

    /// <summary>Removes from the key store what the profile had there before this change; tells what stays.</summary>
    /// <returns>Whether nothing stays.</returns>
    public async Task<bool> RemoveBeforeAsync(KeyStore store, CancellationToken cancellationToken)
    {
        // The last first, which is most likely within reach: for one that isn't, a person may be asked, and waited for until the time is up.
        if (await RemoveAsync(store, [.. _before.AsEnumerable().Reverse()], cancellationToken) is not { } stays) return true;
        var remedy = _file is null
            ? "Remove it there yourself."
            : $"The next `chat login` or `chat logout`{Profiles.Option(Profiles.Chosen(_shell))} removes it. If it is out of reach for good, delete {_file.Name} to have it forgotten.";
        _shell.Complain($"What this profile had in the key store stays there. {stays.Message} {remedy}");
        return false;
    }

    /// <summary>Removes entries from the key store.</summary>
    public Task<Error?> RemoveAsync(KeyStore store, IReadOnlyCollection<StoredEntry> entries, CancellationToken cancellationToken) =>
        store.RemoveAsync(entries, Forget, cancellationToken);

    /// <summary>Whether the key store may have an entry.</summary>
    public bool Knows(StoredEntry entry)
    {
        lock (_lock) return _entries.Exists(noted => noted.Name == entry.Name);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_ended) return;
            _ended = true;
            _file?.Dispose();
        }
    }

    private void Forget(StoredEntry removed)
    {
        lock (_lock)
        {
            _entries.RemoveAll(entry => entry.Name == removed.Name);
            if (_ended) return;
            try
            {
                Save();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The key store did forget it; the next change finds that out once more.
            }
        }
    }

    private void Save()
    {
        if (_file is null) return;
        var bytes = Encoding.UTF8.GetBytes(string.Concat(_entries.Select(entry => $"{entry.Name} {entry.Collection}\n")));
        _file.Position = 0;
        _file.Write(bytes);
        _file.SetLength(bytes.Length);
        _file.Flush(flushToDisk: true);
    }

    private static SessionChange? TryBegin(Shell shell, string path)
    {
        if (HeldFile.TryOpen(path) is not { } file) return null;
        try
        {
            using var reader = new StreamReader(file, Encoding.UTF8, leaveOpen: true);
            return new SessionChange(shell, file, Read(reader.ReadToEnd()));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static List<StoredEntry> Read(string text) =>
    [
        .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 2)).Where(parts => parts[0].Length > 0)
            .Select(parts => new StoredEntry(parts[0], parts.Length > 1 && parts[1].StartsWith('/') ? parts[1] : null)),
    ];

    private static Error Refusal(string message) => new() { Code = ClientErrors.Storage, Message = message, Final = true };
}
