using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Chat.Server;

/// <summary>Composes the delivery: the log, the feed, the hub.</summary>
internal static class DeliveryServices
{
    /// <summary>The largest frame that a client may send: 16 KB of control-like text take 98 KB of JSON.</summary>
    private const int MostReceived = 128 * 1024;

    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<WriteGate>();
        services.AddSingleton<ChatDatabase>();
        services.AddSingleton<ChatConnections>();
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<IChangeFeed>(s => s.GetRequiredService<ChangeFeed>());
        services.AddSingleton<Watching>();
        services.AddSingleton<Greeting>();
        services.AddHosted<RoomLog>();
        services.AddHosted<RoomHeads>();
        services.AddHosted<Beats>();
        services.AddHosted<Checkpoints>();
        services.AddSingleton<HubLifetimeManager<ChatHub>, ChatLifetimeManager>();
        services.AddSignalR(options =>
        {
            options.MaximumReceiveMessageSize = MostReceived;
            options.StatefulReconnectBufferSize = 0;
            options.AddFilter<ChatHubFilter>();
            // The beat finds out who is gone; pings are for proxies, and a client's own time-out is none of ours.
            options.KeepAliveInterval = TimeSpan.FromSeconds(15);
            // Shorter than the time for which ended sessions are looked for again: who greets so late is among those who are closed.
            options.HandshakeTimeout = TimeSpan.FromSeconds(4);
            options.ClientTimeoutInterval = TimeSpan.FromMinutes(2);
        }).AddJsonProtocol(options => HubJson.Configure(options.PayloadSerializerOptions));
        services.RemoveAll<IHubProtocol>().AddSingleton<IHubProtocol, ChatHubProtocol>();
        return services;
    }

    /// <summary>A service that others can ask for, and that starts and stops with the server.</summary>
    public static IServiceCollection AddHosted<T>(this IServiceCollection services) where T : class, IHostedService =>
        services.AddSingleton<T>().AddHostedService(s => s.GetRequiredService<T>());
}
