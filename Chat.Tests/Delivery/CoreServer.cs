using Chat.Contracts;
using Chat.Server;
using Chat.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Delivery;

/// <summary>The one real server, with seats for as many people as a test wants, and doors into what is behind the wire.</summary>
internal sealed class CoreServer : IAsyncDisposable
{
    private readonly RealServer _server;
    private int _people;

    private CoreServer(RealServer server) => _server = server;

    public string Folder => _server.Data;

    public string DatabaseFile => Path.Combine(Folder, "chat.db");

    public Uri Address => _server.Address;

    public T Get<T>() where T : notnull => _server.Services.GetRequiredService<T>();

    /// <param name="parts">Replaces parts of the product by faulty ones.</param>
    public static async Task<CoreServer> StartAsync(Action<IServiceCollection>? parts = null) => new(await RealServer.StartAsync(new ServerParts
    {
        Settings = new Dictionary<string, string> { ["Chat:PostRate:Burst"] = "1000000" },
        Services = parts,
    }));

    /// <summary>Stops, lets something happen to the folder, and starts again.</summary>
    public Task RestartAsync(Action? meanwhile = null) => _server.RestartAsync(meanwhile);

    /// <summary>An account with a session; without a password, whose hash would cost more than the test.</summary>
    public async Task<Seat> SeatAsync(string? name = null)
    {
        name ??= $"person{Interlocked.Increment(ref _people)}-{Guid.NewGuid():N}"[..20];
        var seat = new Seat(name, new Caller(Guid.NewGuid(), Guid.NewGuid()), SessionTokens.Make());
        await Wire.Ok(Get<RoomLog>().RunAsync(new TakeSeat(seat)).WaitAsync(Wire.Never));
        return seat;
    }

    /// <summary>A new person's device, connected and greeted.</summary>
    public async Task<Device> DeviceAsync(string? name = null) => await DeviceAsync(await SeatAsync(name));

    /// <summary>A further device of a person.</summary>
    public Task<Device> DeviceAsync(Seat seat, bool answersBeats = false) => Device.ConnectAsync(Address, seat, answersBeats: answersBeats);

    /// <summary>Puts messages before the one writer at once, past the socket: so that a test decides what becomes one batch.</summary>
    public Task<Outcome<PostResults>> EnqueueAsync(Seat seat, Guid room, params NewMessage[] messages) => Get<RoomLog>().RunAsync(
        new PostMessagesChange(seat.Caller, new PostMessages { Room = room, Messages = messages }, Get<ChatDatabase>().HashKey, Get<PostRates>()));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private sealed class TakeSeat(Seat seat) : Change<Done>
    {
        public override void Need(Chat.Server.Needs needs) => needs.Scope(Scope.People);

        public override Outcome<Done> Apply(Batch batch)
        {
            var account = batch.Add(new Account
            {
                Id = seat.Person,
                UserName = seat.Name,
                NormalizedUserName = seat.Name.ToUpperInvariant(),
                Skeleton = seat.Name,
                Revision = batch.NextRevision(Scope.People),
            });
            batch.Changed(Scope.People, PersonRow.Kind, account);
            batch.Add(new Session
            {
                Id = seat.Caller.Session,
                TokenHash = SessionTokens.Hash(seat.Token),
                AccountId = seat.Person,
                Device = "test",
                CreatedAt = batch.Now,
                LastUsedAt = batch.Now,
            });
            return Done.Value;
        }
    }
}

/// <summary>Who sits at a device.</summary>
internal sealed record Seat(string Name, Caller Caller, string Token)
{
    public Guid Person => Caller.Person;
}
