using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Chat.Benchmarks;

/// <summary>The servers that ours is compared with: modes of this program, each started as a process of its own.</summary>
internal static class Yardstick
{
    /// <summary>The verb that starts one.</summary>
    public const string Verb = "yardstick";

    /// <summary>Serves one until the process is ended.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="url">Where it listens.</param>
    /// <param name="folder">Where it may keep things.</param>
    public static async Task<int> ServeAsync(string name, string url, string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders();
        Parts[name].Services(builder.Services, folder);
        var app = builder.Build();
        Parts[name].Map(app);
        await app.RunAsync();
        return 0;
    }

    /// <summary>The bare SignalR hub.</summary>
    public const string SignalR = "signalr";

    /// <summary>The hub with a synced INSERT.</summary>
    public const string Synced = "synced";

    /// <summary>The bare Kestrel broadcaster.</summary>
    public const string Kestrel = "kestrel";

    /// <summary>The room that is asked over HTTP.</summary>
    public const string Polling = "polling";

    /// <summary>All of them.</summary>
    public static IEnumerable<string> Names => Parts.Keys;

    private static Dictionary<string, (Action<IServiceCollection, string> Services, Action<WebApplication> Map)> Parts { get; } = new()
    {
        [SignalR] = ((services, _) => services.AddSignalR(), app => app.MapHub<BareHub>(BareHub.Path)),
        [Synced] = (
            (services, folder) => services.AddSingleton(_ => new SyncedInsert(folder)).AddSignalR(),
            app => app.MapHub<SyncedInsertHub>(SyncedInsertHub.Path)),
        [Polling] = ((_, _) => { }, new Polling().Map),
        [Kestrel] = ((services, _) => services.AddSingleton<Broadcaster>(), app => app.Map(Broadcaster.Path, Broadcaster.ServeAsync)),
    };
}
