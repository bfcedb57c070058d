using Chat.Contracts;

namespace Chat.Tests.Support;

/// <summary>One server for all tests of a class. Each of them makes its own people and its own room, and so sees nothing of the others.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private int _names;
    private SignedIn? _owner;

    internal ServerProcess Server { get; private set; } = null!;

    /// <summary>Somebody new, whose name begins as told.</summary>
    internal Task<SignedIn> PersonAsync(string name) => Server.RegisterAsync(NewName(name));

    /// <summary>A name that nobody and no room has yet, beginning as told.</summary>
    internal string NewName(string name) => $"{name}{Interlocked.Increment(ref _names)}";

    /// <summary>A public room, made by somebody of whom the tests see no more, with messages in it.</summary>
    internal async Task<Guid> RoomAsync(string name, params IEnumerable<string> said)
    {
        await using var owner = await Server.ConnectAsync(_owner!);
        var made = await owner.CreateRoomAsync(name).Within();
        var room = made.Value().Room;
        foreach (var posted in await Task.WhenAll(said.Select(text => owner.PostAndWaitAsync(room, text))).Within()) posted.Value();
        return room;
    }

    public async ValueTask InitializeAsync()
    {
        // Histories are written faster than anybody types.
        Server = await ServerProcess.StartNewAsync("--Chat:PostRate:PerSecond", "100000", "--Chat:PostRate:Burst", "100000");
        _owner = await Server.SetUpAsync("owner");
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
