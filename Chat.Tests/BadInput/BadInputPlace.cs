using System.Text.Json;
using Chat.Contracts;
using Chat.Tests.Support;

namespace Chat.Tests;

/// <summary>
/// A server with ann, a member of ben's room, where each of them has said something; a room that she hasn't joined, and
/// one that she can't know of.
/// </summary>
public sealed class BadInputPlace : IAsyncLifetime
{
    public RealServer Server { get; private set; } = null!;
    public Visitor Ann { get; private set; } = null!;
    public Visitor Ben { get; private set; } = null!;
    public Guid Room { get; private set; }
    public Guid Unjoined { get; private set; }
    public Guid Hidden { get; private set; }
    public Guid Hers { get; } = Guid.CreateVersion7();
    public Guid His { get; } = Guid.CreateVersion7();

    public async ValueTask InitializeAsync()
    {
        Server = await RealServer.StartAsync();
        (Ann, Ben) = (await Server.RegisterAsync("ann"), await Server.RegisterAsync("ben"));
        await using var ann = await Server.ConnectAsync(Ann);
        await using var ben = await Server.ConnectAsync(Ben);
        (Room, Unjoined, Hidden) = (await CreateAsync(ben, "tea"), await CreateAsync(ben, "coffee"), await CreateAsync(ben, "plans", hidden: true));
        Assert.True((await ann.CallAsync<RoomHead>("JoinRoom", new JoinRoom(Room))).Ok);
        await PostAsync(ann, Hers);
        await PostAsync(ben, His);
    }

    /// <summary>Fills in what stands for the ids of this place: <c>$room $unjoined $hidden $hers $his $ben $new</c>.</summary>
    public string Fill(string json) => json
        .Replace("$room", $"{Room}", StringComparison.Ordinal).Replace("$unjoined", $"{Unjoined}", StringComparison.Ordinal)
        .Replace("$hidden", $"{Hidden}", StringComparison.Ordinal).Replace("$hers", $"{Hers}", StringComparison.Ordinal)
        .Replace("$his", $"{His}", StringComparison.Ordinal).Replace("$ben", $"{Ben.Id}", StringComparison.Ordinal)
        .Replace("$new", $"{Guid.CreateVersion7()}", StringComparison.Ordinal);

    /// <summary>Does something as ann that must leave every scope as it was.</summary>
    public async Task<T> ChangingNothingAsync<T>(Func<RawSocket, Task<T>> act)
    {
        await using var witness = await RawSocket.GreetAsync(Server.Address, Ben.Token);
        await using var ann = await RawSocket.GreetAsync(Server.Address, Ann.Token);
        var before = await HeadsAsync(witness, ann);
        var result = await act(ann);
        await using var after = await RawSocket.GreetAsync(Server.Address, Ann.Token);
        Assert.Equal(before, await HeadsAsync(witness, after));
        return result;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private async Task<string> HeadsAsync(RawSocket ben, RawSocket ann)
    {
        var heads = new List<string>();
        foreach (var (socket, person, rooms) in ((RawSocket, Visitor, Guid[])[])[(ann, Ann, [Room]), (ben, Ben, [Room, Unjoined, Hidden])])
        {
            var scopes = rooms.Select(Scope.Room).Prepend(Scope.Person(person.Id)).Append(Scope.People);
            var answer = await socket.CallAsync("Watch", $$"""{"items":[{{string.Join(',', scopes.Select(s => $$"""{"scope":"{{s}}"}"""))}}]}""");
            heads.AddRange(answer.GetProperty("value").GetProperty("answers").EnumerateArray().Select(a =>
                $"{a.GetProperty("scope")} {(a.TryGetProperty("set", out var set) ? set.GetProperty("head") : a.GetProperty("kind"))}"));
            heads.Add($"{(await socket.CallAsync("ListRooms", "{}")).GetProperty("value").GetProperty("rooms").GetArrayLength()} public rooms");
        }
        return string.Join('\n', heads);
    }

    private static async Task<Guid> CreateAsync(RawDevice device, string name, bool hidden = false) =>
        (await device.CallAsync<RoomHead>("CreateRoom", new CreateRoom { Request = Guid.NewGuid(), Name = name, Private = hidden })).Value!.Room;

    private async Task PostAsync(RawDevice device, Guid id)
    {
        var posted = await device.CallAsync<PostResults>("PostMessages", new PostMessages { Room = Room, Messages = [new NewMessage { Id = id, Text = "Hello." }] });
        Assert.Equal(PostStatus.Ok, posted.Value!.Results[0].Status);
    }
}

internal static class Outcomes
{
    /// <summary>The refusal, of the call or of its first message; none when it was carried out.</summary>
    public static Error? Refusal(this JsonElement outcome)
    {
        if (outcome.TryGetProperty("value", out var value))
        {
            if (!value.TryGetProperty("results", out var results)) return null;
            outcome = results[0];
        }
        return outcome.TryGetProperty("error", out var error) ? error.Deserialize(ChatJson.Default.Error) : null;
    }
}
