using Chat.Benchmarks;
using Chat.Client;

namespace Chat.Tests.Delivery;

/// <summary>Many people, each at a real client that has one room open.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    /// <summary>So many connect at once; a crowd that comes from nowhere isn't what is tested.</summary>
    private const int AtOnce = 50;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private readonly List<(ChatConnection Client, Guid Room)> _clients = [];

    /// <summary>Connects everybody, and waits until all are live in their rooms.</summary>
    /// <param name="server">The address.</param>
    /// <param name="people">Who, and the room that each opens.</param>
    /// <param name="never">How long is never.</param>
    public static async Task<Crowd> StartAsync(Uri server, IEnumerable<(Resident Person, Guid Room)> people, TimeSpan never)
    {
        var crowd = new Crowd();
        foreach (var some in people.Chunk(AtOnce))
        {
            foreach (var (person, room) in some)
            {
                var client = new ChatConnection(new ChatConnectionOptions { Server = server, Token = person.Token, Me = person.Person });
                crowd._clients.Add((client, room));
                await client.StartAsync();
                client.Open(room);
            }
            await crowd.UntilAllAsync(room => room.Watching == Watching.Live, never);
        }
        return crowd;
    }

    /// <summary>Waits until every client is live and its room is as looked for.</summary>
    /// <exception cref="TimeoutException">Some never were.</exception>
    public async Task UntilAllAsync(Func<RoomState, bool> isSo, TimeSpan never)
    {
        using var end = new CancellationTokenSource(never);
        using var looks = new PeriodicTimer(Look);
        try
        {
            while (!_clients.All(c => IsSo(c.Client, c.Room))) await looks.WaitForNextTickAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            var late = _clients.Where(c => !IsSo(c.Client, c.Room)).ToList();
            throw new TimeoutException($"{late.Count} of {_clients.Count} clients never came so far, the first: {Describe(late[0].Client, late[0].Room)}");
        }

        bool IsSo(ChatConnection client, Guid room) =>
            client.State is { Connection: ConnectionState.Live } state && state.Rooms.TryGetValue(room, out var held) && isSo(held);
    }

    private static string Describe(ChatConnection client, Guid room) =>
        client.State is var state && state.Rooms.TryGetValue(room, out var held)
            ? $"{state.Connection}, {held.Watching}, at {(held.Messages is [.., var last] ? last.Number : 0)} of {held.Number}; {state.Problem}"
            : $"{client.State.Connection}, without the room; {client.State.Problem}";

    public async ValueTask DisposeAsync()
    {
        foreach (var some in _clients.Chunk(AtOnce)) await Task.WhenAll(some.Select(c => c.Client.DisposeAsync().AsTask()));
    }
}
