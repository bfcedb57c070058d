namespace Chat.Benchmarks;

/// <summary>A running server, and how the load's clients come to it.</summary>
internal abstract class Contender : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chat-benchmarks-").FullName;

    /// <summary>What it is called in the results.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it promises that all watchers of a room see the same order.</summary>
    public virtual bool KeepsOrder => false;

    /// <summary>Its process; there is one after <see cref="StartAsync"/>.</summary>
    public ServerProcess Process { get; private set; } = null!;

    /// <summary>A folder of its own, gone afterwards.</summary>
    protected string Folder => _folder;

    /// <summary>Starts it.</summary>
    public async Task StartAsync(CancellationToken cancellationToken) => Process = await StartProcessAsync(cancellationToken);

    /// <summary>Connects a client, which watches its room then.</summary>
    public abstract Task<RoomClient> ConnectAsync(Place place, CancellationToken cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Process is not null) await Process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected abstract Task<ServerProcess> StartProcessAsync(CancellationToken cancellationToken);
}
