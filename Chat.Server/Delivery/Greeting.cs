using Chat.Contracts;
using Microsoft.Extensions.Options;

namespace Chat.Server;

/// <summary>The first call of a connection: whether the two ends understand each other.</summary>
public sealed class Greeting(
    ChatDatabase database, ChatConnections connections, RoomHeads heads, IOptions<ChatOptions> options, TimeProvider time)
{
    public async Task<Outcome<Welcome>> GreetAsync(ChatConnection connection, Hello hello)
    {
        if (hello.Protocol < Protocol.OldestServed)
            return Refusals.Final(ErrorCodes.UpgradeRequired, $"This client speaks protocol {hello.Protocol}; the server needs {Protocol.OldestServed} at least. Update the client: what waits in it is kept.");
        await using var db = database.Read();
        if (!await ScopeReader.IsSignedInAsync(db, connection.Caller)) return Refusals.SignedOut;
        var people = await People.ReadAsync(db, [connection.Caller.Person]);
        await heads.FollowAsync(connection.Caller.Person);
        connection.SetPresence(hello.Hidden, hello.Away);
        connection.Greeted = true;
        connections.Tell(connection);
        return new Welcome
        {
            Incarnation = database.Incarnation,
            Name = options.Value.Name,
            Person = people[0],
            Limits = Limits.Default,
            Beat = Beats.Times,
            Protocol = Protocol.Version,
            OldestProtocol = Protocol.OldestServed,
            Time = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
    }
}
