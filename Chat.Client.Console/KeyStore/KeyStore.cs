using System.Globalization;
using System.Security.Cryptography;
using Chat.Contracts;
using Tmds.DBus.Protocol;

namespace Chat.Client.Cli;

/// <summary>The system's key store, for the sessions' tokens. It is never waited for without an end, and what it fails at is told with a way out.</summary>
/// <param name="shell">What surrounds the process.</param>
internal sealed class KeyStore(Shell shell)
{
    private static readonly TimeSpan Promptly = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ForPeople = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BeforeTelling = TimeSpan.FromSeconds(2);

    /// <summary>Whether there may be one: where there surely is none, nobody needs to be told that it isn't used.</summary>
    public bool MayBeThere => OperatingSystem.IsLinux() && SessionBus.Address(shell.Environment) is not null;

    /// <summary>Keeps a token.</summary>
    /// <param name="name">Its name here, which nothing else has.</param>
    /// <param name="label">What people see of it in the key store.</param>
    /// <param name="token">The token.</param>
    /// <param name="promptly">Whether there is another place for it, should the store not be open at once.</param>
    /// <param name="begins">Told before the store is: from then on it may have the token, also if it doesn't answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Outcome<StoredEntry>> PutAsync(
        string name, string label, string token, bool promptly, Action<StoredEntry> begins, CancellationToken cancellationToken) =>
        AskAsync(promptly, wayOut: !promptly, store => store.StoreAsync(name, label, token, begins), cancellationToken);

    /// <summary>The token of a session, wherever it lies; <see cref="ErrorCodes.SignedOut"/> when the store has it no more, or something else in its place.</summary>
    /// <param name="session">The session.</param>
    /// <param name="wayOut">Whether it is to be used, and so another place for it is a way out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Outcome<string>> TokenOfAsync(Credentials session, bool wayOut, CancellationToken cancellationToken)
    {
        var found = session.Token is { } token ? token
            : await AskAsync(promptly: false, wayOut, async store => await store.FindAsync(session.Entry!) ?? "", cancellationToken);
        if (found.Value is "") return Ended("The key store no longer holds the session.");
        return found is { Ok: true, Value: { } kept } && !Session.IsToken(kept) ? Ended($"The session that is kept is of no use: {Session.NoToken}") : found;
    }

    /// <summary>Forgets tokens that are kept here, if they are; one that is out of reach keeps none of the others.</summary>
    /// <param name="entries">What they are called.</param>
    /// <param name="removed">Told of each that is here no more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Why the first of those that stay stays.</returns>
    public async Task<Error?> RemoveAsync(IReadOnlyCollection<StoredEntry> entries, Action<StoredEntry> removed, CancellationToken cancellationToken)
    {
        if (entries.Count == 0) return null;
        var answer = await AskAsync(
            promptly: false,
            wayOut: false,
            async store =>
            {
                Exception? first = null;
                foreach (var entry in entries)
                {
                    try
                    {
                        await store.RemoveAsync(entry);
                        removed(entry);
                    }
                    catch (Exception e) when (e is KeyStoreLockedException or DBusErrorReplyException)
                    {
                        first ??= e;
                    }
                }

                return first is null ? Done.Value : throw first;
            },
            cancellationToken);
        return answer.Error;
    }

    private async Task<Outcome<T>> AskAsync<T>(bool promptly, bool wayOut, Func<SecretService, Task<T>> work, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux()) return Refusal("There is no key store here that chat knows: it speaks with the Secret Service of Linux desktops.", wayOut);
        if (SessionBus.Address(shell.Environment) is not { } bus) return Refusal("There is no key store here: no session bus (D-Bus) runs for you.", wayOut);
        var mayAsk = shell.InIsTerminal && !promptly;
        var limit = mayAsk ? ForPeople : Promptly;
        using var store = new SecretService(bus, mayAsk);
        try
        {
            return await WaitAsync(WorkAsync(store, work), mayAsk, limit, cancellationToken);
        }
        catch (Exception e) when (Reason(e, limit) is { } reason)
        {
            return Refusal(reason, wayOut);
        }
    }

    /// <summary>Why it failed, in words; none: it is nothing that a key store does.</summary>
    private static string? Reason(Exception e, TimeSpan limit) => e switch
    {
        TimeoutException => string.Create(CultureInfo.InvariantCulture, $"The key store did not answer within {limit.TotalSeconds:0} seconds."),
        KeyStoreLockedException => e.Message,
        DBusConnectFailedException => $"There is no key store here: the session bus (D-Bus) can't be reached ({Sentence(e.Message)}).",
        DBusErrorReplyException { ErrorName: "org.freedesktop.DBus.Error.ServiceUnknown" or "org.freedesktop.DBus.Error.NameHasNoOwner" } =>
            "There is no key store here: no program on the session bus (D-Bus) offers one.",
        DBusErrorReplyException { ErrorName: "org.freedesktop.Secret.Error.IsLocked" } => KeyStoreLockedException.Locked,
        DBusErrorReplyException { ErrorMessage: { Length: > 0 } said } => $"The key store failed: {Sentence(said)}.",
        DBusExceptionBase or CryptographicException or InvalidOperationException => $"The key store failed: {Sentence(e.Message)}.",
        _ => null,
    };

    private static async Task<T> WorkAsync<T>(SecretService store, Func<SecretService, Task<T>> work)
    {
        await store.ConnectAsync();
        return await work(store);
    }

    private async Task<T> WaitAsync<T>(Task<T> answer, bool mayAsk, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (!mayAsk) return await answer.WaitAsync(limit, shell.Time, cancellationToken);
        await Task.WhenAny(answer, Task.Delay(BeforeTelling, shell.Time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        if (!answer.IsCompleted) shell.Complain("Waiting for the key store. Unlock it if it asks you to.");
        return await answer.WaitAsync(limit - BeforeTelling, shell.Time, cancellationToken);
    }

    private static string Sentence(string message) => Inert.Line(message).TrimEnd('.');

    private static Error Ended(string message) => new() { Code = ErrorCodes.SignedOut, Message = $"{message} Run `chat login` again.", Final = true };

    // Who is content with the file, or wants something removed, needs no other place.
    private Error Refusal(string reason, bool wayOut) => new()
    {
        Code = ClientErrors.Storage,
        Message = !wayOut ? reason : $"{reason} To keep the session in a file instead: chat login --secrets file{Profiles.Option(Profiles.Chosen(shell))}",
        Final = true,
    };
}
