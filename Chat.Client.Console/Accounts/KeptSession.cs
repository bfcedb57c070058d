using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>Keeps the session of somebody who has signed in: the token in the system's key store or in the file, all else in the file.</summary>
internal static class KeptSession
{
    public const string Auto = "auto";
    public const string InFile = "file";
    public const string InKeyStore = "key-store";

    /// <summary>Where a token may be kept, as people name it.</summary>
    public static string[] Places { get; } = [Auto, InFile, InKeyStore];

    /// <summary>Where the token is to be kept: as the command line says, else the settings.</summary>
    public static Outcome<string> PlaceFor(Shell shell, string? asked)
    {
        if (asked is not null) return asked;
        var (settings, problem) = ClientSettings.Read(shell);
        if (problem is not null) return new Error { Code = ClientErrors.Storage, Message = $"{problem} It may say where sessions are kept: mend it, or name the place with --secrets.", Final = true };
        if (Places.Contains(settings.Secrets)) return settings.Secrets;
        return new Error { Code = Exit.UsageError, Message = $"In config.json, \"secrets\" is {string.Join(", ", Places)}; not {Inert.Line(settings.Secrets)}.", Final = true };
    }

    /// <summary>A session that is kept.</summary>
    /// <param name="Before">The one whose place it took.</param>
    /// <param name="Entry">What its token is called in the key store, if it lies there.</param>
    /// <param name="Closed">Why it doesn't, if it was to.</param>
    /// <param name="Change">Goes on until nothing of the one before is left.</param>
    public sealed record Kept(Credentials? Before, StoredEntry? Entry, Error? Closed, SessionChange Change);

    /// <summary>Keeps a session in the place of the one that the profile had, or answers why it can't be kept.</summary>
    /// <param name="shell">What surrounds the process.</param>
    /// <param name="place">One of <see cref="Places"/>. By itself a person gets the key store where it is open, and a script the file.</param>
    /// <param name="server">The server.</param>
    /// <param name="token">The token.</param>
    /// <param name="person">Whose session it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Outcome<Kept>> ReplaceAsync(
        Shell shell, string place, Uri server, string token, Person person, CancellationToken cancellationToken)
    {
        Outcome<SessionChange> begun;
        try
        {
            begun = await SessionChange.BeginAsync(shell, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return SessionChange.CanNotKeep(Session.File(shell), e);
        }

        if (!begun.Ok) return begun.Error!;
        Outcome<Kept>? kept = null;
        try
        {
            kept = await ReplaceAsync(shell, begun.Value!, place, new Credentials(server, token, person.Id, person.Name), cancellationToken);
            return kept;
        }
        finally
        {
            if (kept is not { Ok: true }) begun.Value!.Dispose();
        }
    }

    /// <summary>Tells of a session that is kept now, and leaves nothing of the one before.</summary>
    public static async Task FinishAsync(Shell shell, string place, Uri server, Person person, Kept kept, bool json = false)
    {
        try
        {
            Tell(shell, place, server, person, kept, json);
        }
        finally
        {
            using var change = kept.Change;

            // Also when nobody reads what is told. Whose place was taken leaves nothing to be read by the next; the key store may have to be waited for.
            if (kept.Before is { } before) KeptHere.Remove(shell, before);
            await change.RemoveBeforeAsync(new KeyStore(shell), CancellationToken.None);
        }
    }

    private static async Task<Outcome<Kept>> ReplaceAsync(Shell shell, SessionChange change, string place, Credentials session, CancellationToken cancellationToken)
    {
        var (file, store) = (Session.File(shell), new KeyStore(shell));
        var before = file.Read().Value;
        StoredEntry? entry = null;
        Error? closed = null;
        try
        {
            if (place == InKeyStore || (place == Auto && shell.InIsTerminal && store.MayBeThere))
            {
                var label = $"Chat: {Inert.Line(session.PersonName)} at {ServerAddress.Show(session.Server)}";
                var put = await store.PutAsync(Guid.NewGuid().ToString("N"), label, session.Token!, promptly: place == Auto, change.Note, cancellationToken);
                (entry, closed) = (put.Value, put.Error);
                if (closed is not null && place == InKeyStore) return closed;
            }

            var authorities = Ways.CaFile(shell) is { } named ? Path.GetFullPath(named) : before is not null && before.Server == session.Server ? before.CaFile : null;
            file.Write(session with { Token = entry is null ? session.Token : null, CaFile = authorities, KeyStoreEntry = entry?.Name, KeyStoreCollection = entry?.Collection });
            return new Kept(before, entry, closed, change);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (entry is not null) await change.RemoveAsync(store, [entry], CancellationToken.None);
            return SessionChange.CanNotKeep(file, e);
        }
    }

    private static void Tell(Shell shell, string place, Uri server, Person person, Kept kept, bool json)
    {
        var profile = Profiles.Chosen(shell);
        shell.Out.WriteLine(json ? Json(profile, server, person, kept) : $"Signed in as {Inert.Line(person.Name)} at {ServerAddress.Show(server)}{(profile == Profiles.Default ? "" : $", profile {profile}")}.");
        if (place == Auto && shell.InIsTerminal) shell.Error.WriteLine(Told(Session.File(shell), kept.Entry, kept.Closed));
    }

    private static string Json(string profile, Uri server, Person person, Kept kept) => JsonLine.Write(writer =>
    {
        writer.WriteString("profile", profile);
        writer.WriteString("server", ServerAddress.Show(server));
        writer.WriteString("person", person.Id);
        writer.WriteString("name", person.Name);
        writer.WriteString("secrets", kept.Entry is null ? InFile : InKeyStore);
    });

    private static string Told(CredentialFile file, StoredEntry? entry, Error? closed) => entry is not null
        ? "The session is kept in the key store."
        : $"The session is kept in {file.Path}, which only you can read.{(closed is null ? "" : " " + closed.Message)}";
}
