using Chat.Client;
using Chat.Contracts;

namespace Chat.Tests.Support;

/// <summary>People with accounts on a server in a process of its own, at their clients.</summary>
internal static class ServerPeople
{
    public const string Password = "correct horse battery staple";
    private static readonly TimeSpan Never = TimeSpan.FromSeconds(60);

    /// <summary>Makes the first account through the set-up link.</summary>
    public static async Task<SignedIn> SetUpAsync(this ServerProcess server, string name)
    {
        await server.SetUpLinkAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        return Value(await new AccountApi(http).SetUpAsync(new SetUp { Token = server.SetUpToken, UserName = name, Password = Password }).WaitAsync(Never));
    }

    public static async Task<SignedIn> RegisterAsync(this ServerProcess server, string name)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        return Value(await new AccountApi(http).RegisterAsync(new Register { UserName = name, Password = Password }).WaitAsync(Never));
    }

    /// <summary>A person's client, live.</summary>
    /// <param name="store">Where its outbox lies; none: nowhere.</param>
    public static async Task<ChatConnection> ConnectAsync(this ServerProcess server, SignedIn person, string? store = null)
    {
        var connection = new ChatConnection(new ChatConnectionOptions { Server = server.Address, Token = person.Token!, Me = person.Person.Id, StoreFolder = store });
        await connection.StartAsync();
        Value(await connection.WaitUntilLiveAsync().WaitAsync(Never));
        return connection;
    }

    /// <summary>Waits until the client's state is as looked for; where something that it looks into isn't there, it isn't yet.</summary>
    public static async Task<ChatState> UntilAsync(this ChatConnection connection, Func<ChatState, bool> shows, TimeSpan? never = null)
    {
        using var deadline = new CancellationTokenSource(never ?? Never);
        try
        {
            await foreach (var state in connection.ReadStatesAsync(deadline.Token))
                if (IsSo(state)) return state;
        }
        catch (OperationCanceledException)
        {
        }
        throw new TimeoutException("The client's state never became so.");

        bool IsSo(ChatState state)
        {
            try
            {
                return shows(state);
            }
            catch (KeyNotFoundException)
            {
                return false;
            }
        }
    }

    /// <summary>Says something and waits until the server has it, one after the other.</summary>
    public static async Task SaysAsync(this ChatConnection connection, Guid room, params IEnumerable<string> texts)
    {
        foreach (var text in texts) (await connection.PostAndWaitAsync(room, text).WaitAsync(Never)).Value();
    }

    /// <summary>The value of an outcome that must be one.</summary>
    public static T Value<T>(this Outcome<T> outcome)
    {
        Assert.True(outcome.Ok, outcome.Error?.Message);
        return outcome.Value!;
    }
}
