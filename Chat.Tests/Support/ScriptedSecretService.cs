using System.Text;
using Tmds.DBus.Protocol;

namespace Chat.Tests.Support;

/// <summary>A store for secrets at a bus, as the specification has it, that does what a test wants: it has room for one secret and asks before it opens.</summary>
internal sealed class ScriptedSecretService : IPathMethodHandler, IDisposable
{
    /// <summary>Its default collection.</summary>
    public const string One = "/org/freedesktop/secrets/collection/one";

    /// <summary>Another one.</summary>
    public const string Two = "/org/freedesktop/secrets/collection/two";

    private const string Item = One + "/1";
    private const string Prompt = "/org/freedesktop/secrets/prompt/1";
    private readonly DBusConnection _bus;
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource _given = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ScriptedSecretService(string bus) => _bus = new DBusConnection(bus);

    public string Path => "/org/freedesktop/secrets";

    public bool HandlesChildPaths => true;

    /// <summary>What it holds.</summary>
    public string Secret { get; init; } = "";

    /// <summary>Whether the secret is there.</summary>
    public bool Holds { get; set; } = true;

    /// <summary>What is open or may be unlocked.</summary>
    public string[] Collections { get; init; } = [One];

    /// <summary>Whether nothing is found in it while it is locked, as with a database that it can't look into.</summary>
    public bool IsBlindWhileLocked { get; init; }

    /// <summary>Whether it keeps what it is given and doesn't say so.</summary>
    public bool KeepsSilently { get; init; }

    /// <summary>Whether it never answers.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Whether it is locked; it asks its user to unlock it.</summary>
    public bool IsLocked { get; private set; }

    /// <summary>Done when it asks its user.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Done when it was given a secret to keep.</summary>
    public Task Given => _given.Task;

    public static Task<ScriptedSecretService> StartAsync(OwnBus bus, string secret = "", bool isLocked = false, bool isSilent = false) =>
        StartAsync(new ScriptedSecretService(bus.Address) { Secret = secret, IsLocked = isLocked, IsSilent = isSilent });

    /// <summary>One that was given nothing yet, and answers to nothing that is given to it, though it keeps it.</summary>
    public static Task<ScriptedSecretService> StartKeepingSilentlyAsync(OwnBus bus) =>
        StartAsync(new ScriptedSecretService(bus.Address) { Holds = false, KeepsSilently = true });

    /// <summary>One that has these collections, of which the default one is not locked and holds nothing.</summary>
    public static Task<ScriptedSecretService> StartEmptyAsync(OwnBus bus, params string[] collections) =>
        StartAsync(new ScriptedSecretService(bus.Address) { Holds = false, Collections = collections });

    /// <summary>One whose second collection is locked, and holds the secret where nobody sees it.</summary>
    public static Task<ScriptedSecretService> StartBlindAsync(OwnBus bus, string secret) =>
        StartAsync(new ScriptedSecretService(bus.Address) { Secret = secret, Collections = [One, Two], IsLocked = true, IsBlindWhileLocked = true });

    private static async Task<ScriptedSecretService> StartAsync(ScriptedSecretService service)
    {
        await service._bus.ConnectAsync().Within();
        service._bus.AddMethodHandler(service);

        // The bus may not have noticed yet that the one before is gone.
        await service._bus.RequestNameAsync("org.freedesktop.secrets", RequestNameOptions.AllowReplacement | RequestNameOptions.ReplaceExisting).Within();
        return service;
    }

    /// <summary>What its user answers.</summary>
    public void Answer(bool unlock)
    {
        IsLocked = !unlock;
        using var writer = _bus.GetMessageWriter();
        writer.WriteSignalHeader(null, Prompt, "org.freedesktop.Secret.Prompt", "Completed", "bv");
        writer.WriteBool(!unlock);
        writer.WriteVariantString("");
        Assert.True(_bus.TrySendMessage(writer.CreateMessage()));
    }

    public ValueTask HandleMethodAsync(MethodContext context)
    {
        if (IsSilent)
        {
            context.DisposesAsynchronously = true;
            return default;
        }

        switch (context.Request.MemberAsString)
        {
            case "OpenSession" when context.Request.GetBodyReader().ReadString() != "plain":
                context.ReplyError("org.freedesktop.DBus.Error.NotSupported", "Only plain");
                break;
            case "OpenSession":
                Reply(context, "vo", static (ref MessageWriter writer) =>
                {
                    writer.WriteVariantString("");
                    writer.WriteObjectPath("/org/freedesktop/secrets/session/1");
                });
                break;
            case "SearchItems":
                Reply(context, "aoao", (ref MessageWriter writer) =>
                {
                    ObjectPath[] found = Holds ? [new(Item)] : [];
                    writer.WriteArray(IsLocked ? [] : found);
                    writer.WriteArray(IsLocked && !IsBlindWhileLocked ? found : []);
                });
                break;
            case "ReadAlias":
                Reply(context, "o", static (ref MessageWriter writer) => writer.WriteObjectPath(One));
                break;
            case "Get":
                Reply(context, "v", (ref MessageWriter writer) => writer.WriteVariant(VariantValue.Array(Collections.Select(path => new ObjectPath(path)).ToArray())));
                break;
            case "Unlock":
                // With a second collection, that is the one which is locked.
                var asks = IsLocked && (!IsBlindWhileLocked || context.Request.GetBodyReader().ReadArrayOfObjectPath().Any(path => path.ToString() == Two));
                Reply(context, "aoo", (ref MessageWriter writer) =>
                {
                    writer.WriteArray(Array.Empty<ObjectPath>());
                    writer.WriteObjectPath(asks ? Prompt : "/");
                });
                break;
            case "CreateItem" when KeepsSilently:
                Holds = true;
                context.DisposesAsynchronously = true;
                _given.TrySetResult();
                break;
            case "Delete":
                Holds = false;
                Reply(context, "o", static (ref MessageWriter writer) => writer.WriteObjectPath("/"));
                break;
            case "Prompt":
                Reply(context, null, static (ref MessageWriter _) => { });
                _asked.TrySetResult();
                break;
            case "GetSecret":
                Reply(context, "(oayays)", (ref MessageWriter writer) =>
                {
                    writer.WriteStructureStart();
                    writer.WriteObjectPath("/org/freedesktop/secrets/session/1");
                    writer.WriteArray(Array.Empty<byte>());
                    writer.WriteArray(Encoding.UTF8.GetBytes(Secret));
                    writer.WriteString("text/plain");
                });
                break;
            default:
                context.ReplyUnknownMethodError();
                break;
        }

        return default;
    }

    public void Dispose() => _bus.Dispose();

    private delegate void Write(ref MessageWriter writer);

    private static void Reply(MethodContext context, string? signature, Write write)
    {
        var writer = context.CreateReplyWriter(signature);
        try
        {
            write(ref writer);
            context.Reply(writer.CreateMessage());
        }
        finally
        {
            writer.Dispose();
        }
    }
}
