using Chat.Contracts;
using Microsoft.Extensions.Options;

namespace Chat.Server;

/// <summary>The first call of a connection: whether the two ends understand each other.</summary>
public sealed class Greeting(
    ChatDatabase database, ChatConnections connections, RoomHeads heads, IOptions<ChatOptions> options, TimeProvider time)
{
    public Outcome<Welcome> Greet(ChatConnection connection, Hello hello)
    {
        if (hello.Protocol < Protocol.OldestServed)
            return Refusals.Final(ErrorCodes.UpgradeRequired, $"This client speaks protocol {hello.Protocol}; the server needs {Protocol.OldestServed} at least. Update the client: what waits in it is kept.");
        Person person;
        using (var snapshot = database.ReadSnapshot())
        {
            if (!ScopeReader.IsSignedIn(snapshot.Rows, connection.Caller)) return Refusals.SignedOut;
            person = People.Read(snapshot.Rows, [connection.Caller.Person])[0];
        }
        heads.Follow(connection.Caller.Person);
        connection.SetPresence(hello.Hidden, hello.Away);
        connection.Greeted = true;
        connections.Tell(connection);
        return new Welcome
        {
            Incarnation = database.Incarnation,
            Name = options.Value.Name,
            Person = person,
            Limits = Limits.Default,
            Beat = Beats.Times,
            Protocol = Protocol.Version,
            OldestProtocol = Protocol.OldestServed,
            Time = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
    }
}
