namespace Chat.Tests.Delivery;

/// <summary>A server for all tests of a class; each test makes people and rooms of its own.</summary>
public sealed class CoreFixture : IAsyncLifetime
{
    internal CoreServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await CoreServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
