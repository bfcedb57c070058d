using Chat.Contracts;
using Chat.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Chat.Benchmarks;

/// <summary>
/// People and rooms in a data folder, made by the server's own writer before the server under test starts: no password is
/// hashed, which would take longer than the benchmark.
/// </summary>
/// <param name="People">Everybody, by number.</param>
/// <param name="Rooms">The rooms, by number.</param>
internal sealed record Community(IReadOnlyList<Resident> People, IReadOnlyList<Guid> Rooms)
{
    private const int AtOnce = 500;

    /// <summary>Fills an empty data folder.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="people">How many people.</param>
    /// <param name="members">Of each room, by number: the people in it, by number.</param>
    public static async Task<Community> MakeAsync(string folder, int people, IReadOnlyList<IEnumerable<int>> members)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = [$"--{ChatOptions.Section}:{nameof(ChatOptions.DataFolder)}={folder}", HostingServices.WithoutReload],
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.AddHosting();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddDelivery().AddAccounts().AddRooms().AddMessages().AddPeople().AddPresence();
        builder.Services.AddSingleton<TellOperator>(_ => { });
        await using var server = builder.Build();
        await server.StartAsync();
        var log = server.Services.GetRequiredService<RoomLog>();

        var residents = Enumerable.Range(0, people).Select(i => new Resident($"person{i}", new Caller(Guid.CreateVersion7(), Guid.NewGuid()), SessionTokens.Make())).ToList();
        await ChangeAsync(log, residents.Select(resident => new SettleChange(resident)));
        var places = members.Select(m => m.ToList()).ToList();
        var rooms = (await ChangeAsync(log, places.Select((room, number) =>
            new CreateRoomChange(residents[room[0]].Caller, new CreateRoom { Request = Guid.NewGuid(), Name = $"room {number}" })))).ConvertAll(made => made.Room);
        await ChangeAsync(log, places.SelectMany((room, number) => room.Skip(1).Select(person => new JoinRoomChange(residents[person].Caller, new JoinRoom(rooms[number])))));
        await server.StopAsync();
        return new(residents, rooms);
    }

    private static async Task<List<T>> ChangeAsync<T>(RoomLog log, IEnumerable<Change<T>> changes)
    {
        var made = new List<T>();
        foreach (var some in changes.Chunk(AtOnce))
            made.AddRange((await Task.WhenAll(some.Select(log.RunAsync))).Select(Checked));
        return made;
    }

    private static T Checked<T>(Outcome<T> outcome) =>
        outcome.Ok ? outcome.Value! : throw new InvalidOperationException($"The community could not be made: {outcome.Error!.Message}");

    /// <summary>An account without a password, and a session.</summary>
    private sealed class SettleChange(Resident resident) : Change<Done>
    {
        public override void Need(Needs needs) => needs.Scope(Scope.People);

        public override Outcome<Done> Apply(Batch batch)
        {
            var account = batch.Add(new Account
            {
                Id = resident.Person,
                UserName = resident.Name,
                NormalizedUserName = resident.Name.ToUpperInvariant(),
                Skeleton = resident.Name,
                Revision = batch.NextRevision(Scope.People),
            });
            batch.Changed(Scope.People, PersonRow.Kind, account);
            batch.Add(new Session
            {
                Id = resident.Caller.Session,
                TokenHash = SessionTokens.Hash(resident.Token),
                AccountId = resident.Person,
                Device = "benchmark",
                CreatedAt = batch.Now,
                LastUsedAt = batch.Now,
            });
            return Done.Value;
        }
    }
}

/// <summary>Somebody with an account and a session.</summary>
internal sealed record Resident(string Name, Caller Caller, string Token)
{
    public Guid Person => Caller.Person;
}
