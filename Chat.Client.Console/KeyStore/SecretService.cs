using System.Text;
using Tmds.DBus.Protocol;

namespace Chat.Client.Cli;

/// <summary>
/// The store for secrets that desktops have (GNOME Keyring, KWallet, KeePassXC), as
/// https://specifications.freedesktop.org/secret-service/latest/ describes it. It may keep silent for ever: who calls sets a limit, and disposes.
/// </summary>
/// <param name="bus">The address of the session's bus.</param>
/// <param name="mayAsk">Whether a person is there, whom the service may ask to unlock it; nobody else is to be waited for.</param>
internal sealed class SecretService(string bus, bool mayAsk) : IDisposable
{
    private const string Name = "org.freedesktop.secrets";
    private const string Root = "/org/freedesktop/secrets";
    private const string Service = "org.freedesktop.Secret.Service";
    private const string Collection = "org.freedesktop.Secret.Collection";
    private const string Item = "org.freedesktop.Secret.Item";
    private const string Prompt = "org.freedesktop.Secret.Prompt";

    /// <summary>The path that stands for nothing.</summary>
    private const string Nothing = "/";

    private readonly DBusConnection _bus = new(bus);

    private delegate void Write(ref MessageWriter writer);

    public Task ConnectAsync() => _bus.ConnectAsync().AsTask();

    public void Dispose() => _bus.Dispose();

    /// <summary>Keeps a secret in the default collection.</summary>
    /// <param name="name">By what it is found again; nothing else is called so.</param>
    /// <param name="label">What people see of it.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="begins">Told right before the service is.</param>
    /// <exception cref="KeyStoreLockedException">It is locked, and there is nobody to ask, or who doesn't wish to unlock it.</exception>
    public async Task<StoredEntry> StoreAsync(string name, string label, string secret, Action<StoredEntry> begins)
    {
        var collection = await DefaultAsync();
        if (collection == Nothing) collection = await MakeDefaultAsync();
        await UnlockAsync(collection);
        var (session, cipher) = await OpenSessionAsync();
        var (parameter, hidden) = cipher?.Hide(Encoding.UTF8.GetBytes(secret)) ?? ([], Encoding.UTF8.GetBytes(secret));
        var entry = new StoredEntry(name, collection);
        begins(entry);
        var prompt = await CallAsync(collection, Collection, "CreateItem", "a{sv}(oayays)b", WriteItem, static (message, _) =>
        {
            var reader = message.GetBodyReader();
            reader.ReadObjectPathAsString();
            return reader.ReadObjectPathAsString();
        });
        await AskAsync(prompt);
        return entry;

        void WriteItem(ref MessageWriter writer)
        {
            var properties = writer.WriteDictionaryStart();
            writer.WriteDictionaryEntryStart();
            writer.WriteString(Item + ".Label");
            writer.WriteVariantString(label);
            writer.WriteDictionaryEntryStart();
            writer.WriteString(Item + ".Attributes");
            writer.WriteSignature("a{ss}");
            WriteAttributes(ref writer, name);
            writer.WriteDictionaryEnd(properties);
            writer.WriteStructureStart();
            writer.WriteObjectPath(session);
            writer.WriteArray(parameter);
            writer.WriteArray(hidden);
            writer.WriteString("text/plain");
            writer.WriteBool(true);
        }
    }

    /// <summary>The secret that was kept; none: it is gone.</summary>
    /// <exception cref="KeyStoreLockedException">As with <see cref="StoreAsync"/>.</exception>
    public async Task<string?> FindAsync(StoredEntry entry)
    {
        if (await ItemsAsync(entry) is not [var item, ..]) return null;
        var (session, cipher) = await OpenSessionAsync();
        var (parameter, hidden) = await CallAsync(item, Item, "GetSecret", "o", (ref MessageWriter writer) => writer.WriteObjectPath(session), static (message, _) =>
        {
            var reader = message.GetBodyReader();
            reader.AlignStruct();
            reader.ReadObjectPathAsString();
            return (reader.ReadArrayOfByte(), reader.ReadArrayOfByte());
        });
        return Encoding.UTF8.GetString(cipher?.Show(parameter, hidden) ?? hidden);
    }

    /// <summary>Forgets a secret.</summary>
    /// <exception cref="KeyStoreLockedException">As with <see cref="StoreAsync"/>.</exception>
    public async Task RemoveAsync(StoredEntry entry)
    {
        foreach (var item in await ItemsAsync(entry))
            await AskAsync(await CallAsync(item, Item, "Delete", null, null, ReadPath));
    }

    private static void WriteAttributes(ref MessageWriter writer, string entryName)
    {
        var attributes = writer.WriteDictionaryStart();
        foreach (var (name, value) in new[] { ("application", "chat"), ("entry", entryName) })
        {
            writer.WriteDictionaryEntryStart();
            writer.WriteString(name);
            writer.WriteString(value);
        }

        writer.WriteDictionaryEnd(attributes);
    }

    private static string ReadPath(Message message, object? state) => message.GetBodyReader().ReadObjectPathAsString();

    private static (string[] First, string[] Second) ReadTwoLists(Message message, object? state)
    {
        var reader = message.GetBodyReader();
        return (Paths(reader.ReadArrayOfObjectPath()), Paths(reader.ReadArrayOfObjectPath()));

        static string[] Paths(ObjectPath[] paths) => [.. paths.Select(path => path.ToString())];
    }

    /// <summary>What is called so, unlocked.</summary>
    private async Task<string[]> ItemsAsync(StoredEntry entry)
    {
        var (open, locked) = await SearchAsync(entry);

        // Some don't look into what is locked, and so find nothing there; and what isn't opened, or not this of several, is nothing that has forgotten it.
        if (open.Length == 0 && locked.Length == 0)
        {
            var collection = await DefaultAsync();
            if (collection == Nothing) throw new KeyStoreLockedException("The key store has nothing open.");
            if (entry.Collection is { } own && own != collection)
            {
                if (!(await CollectionsAsync()).Contains(own)) throw new KeyStoreLockedException("The key store has something else open than what the session lies in; open that to have it used.");
                collection = own;
            }

            if (await UnlockAsync(collection)) (open, locked) = await SearchAsync(entry);
        }

        if (locked.Length > 0) await UnlockAsync(locked);
        return [.. open, .. locked];
    }

    private Task<(string[] Open, string[] Locked)> SearchAsync(StoredEntry entry) =>
        CallAsync(Root, Service, "SearchItems", "a{ss}", (ref MessageWriter writer) => WriteAttributes(ref writer, entry.Name), ReadTwoLists);

    private Task<string[]> CollectionsAsync() => CallAsync(
        Root,
        "org.freedesktop.DBus.Properties",
        "Get",
        "ss",
        static (ref MessageWriter writer) =>
        {
            writer.WriteString(Service);
            writer.WriteString("Collections");
        },
        static (message, _) => message.GetBodyReader().ReadVariantValue().GetArray<ObjectPath>().Select(path => path.ToString()).ToArray());

    private Task<string> DefaultAsync() => CallAsync(Root, Service, "ReadAlias", "s", static (ref MessageWriter writer) => writer.WriteString("default"), ReadPath);

    /// <summary>Who never kept a secret has no collection yet; the service asks for its password.</summary>
    private async Task<string> MakeDefaultAsync()
    {
        if (!mayAsk) throw new KeyStoreLockedException("The key store was never used, or has nothing open.");
        var (collection, prompt) = await CallAsync(
            Root,
            Service,
            "CreateCollection",
            "a{sv}s",
            static (ref MessageWriter writer) =>
            {
                var properties = writer.WriteDictionaryStart();
                writer.WriteDictionaryEntryStart();
                writer.WriteString(Collection + ".Label");
                writer.WriteVariantString("Default");
                writer.WriteDictionaryEnd(properties);
                writer.WriteString("default");
            },
            static (message, _) =>
            {
                var reader = message.GetBodyReader();
                return (reader.ReadObjectPathAsString(), reader.ReadObjectPathAsString());
            });
        await AskAsync(prompt);
        return collection == Nothing ? await DefaultAsync() : collection;
    }

    /// <summary>Answers whether anything had to be unlocked.</summary>
    private async Task<bool> UnlockAsync(params string[] objects)
    {
        var prompt = await CallAsync(
            Root,
            Service,
            "Unlock",
            "ao",
            (ref MessageWriter writer) => writer.WriteArray(objects.Select(path => new ObjectPath(path)).ToArray()),
            static (message, _) =>
            {
                var reader = message.GetBodyReader();
                reader.ReadArrayOfObjectPath();
                return reader.ReadObjectPathAsString();
            });
        await AskAsync(prompt);
        return prompt != Nothing;
    }

    /// <summary>Has the service ask the person, if it wants to, and waits for the answer.</summary>
    private async Task AskAsync(string prompt)
    {
        if (prompt == Nothing) return;
        if (!mayAsk) throw new KeyStoreLockedException(KeyStoreLockedException.Locked);
        var answered = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var signal = await _bus.WatchSignalAsync(
            Name,
            prompt,
            Prompt,
            "Completed",
            static (message, _) => message.GetBodyReader().ReadBool(),
            notification =>
            {
                if (notification.HasValue) answered.TrySetResult(notification.Value);
                else answered.TrySetException(notification.CompletionReason);
            },
            ObserverFlags.EmitOnConnectionClosed | ObserverFlags.EmitOnConnectionFailed | ObserverFlags.EmitOnOwnerChanged | ObserverFlags.EmitOnReaderFailed,
            emitOnCapturedContext: false);
        await CallAsync(prompt, Prompt, "Prompt", "s", static (ref MessageWriter writer) => writer.WriteString(""), static (_, _) => true);
        if (await answered.Task) throw new KeyStoreLockedException("The key store was not unlocked.");
    }

    /// <summary>Begins to exchange secrets; without a cipher they go as they are, since the service knows no other way.</summary>
    private async Task<(string Session, TransferCipher? Cipher)> OpenSessionAsync()
    {
        var cipher = new TransferCipher();
        try
        {
            var (theirs, session) = await OpenSessionAsync(TransferCipher.Algorithm, VariantValue.Array(cipher.PublicNumber));
            cipher.Agree(theirs.GetArray<byte>());
            return (session, cipher);
        }
        catch (DBusErrorReplyException e) when (e.ErrorName == "org.freedesktop.DBus.Error.NotSupported")
        {
            return ((await OpenSessionAsync("plain", VariantValue.String(""))).Session, null);
        }
    }

    private Task<(VariantValue Theirs, string Session)> OpenSessionAsync(string algorithm, VariantValue ours) => CallAsync(
        Root,
        Service,
        "OpenSession",
        "sv",
        (ref MessageWriter writer) =>
        {
            writer.WriteString(algorithm);
            writer.WriteVariant(ours);
        },
        static (message, _) =>
        {
            var reader = message.GetBodyReader();
            return (reader.ReadVariantValue(), reader.ReadObjectPathAsString());
        });

    private Task<T> CallAsync<T>(string path, string type, string member, string? signature, Write? write, MessageValueReader<T> read)
    {
        var writer = _bus.GetMessageWriter();
        try
        {
            writer.WriteMethodCallHeader(destination: Name, path: path, @interface: type, member: member, signature: signature);
            write?.Invoke(ref writer);
            return _bus.CallMethodAsync(writer.CreateMessage(), read);
        }
        finally
        {
            writer.Dispose();
        }
    }
}
