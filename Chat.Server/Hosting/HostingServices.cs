using System.Net;
using Chat.Contracts;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Chat.Server;

/// <summary>Composes what surrounds the chat: settings, limits, logging, health, the page's files, the way out.</summary>
internal static class HostingServices
{
    /// <summary>
    /// Nobody watches the settings files: with the data folder beside them, each commit would wake the watcher. A setting
    /// is read at the start.
    /// </summary>
    public const string WithoutReload = "--hostBuilder:reloadConfigOnChange=false";

    // More than the largest frame of the hub, by long polling, and than any record of the API.
    private const int MostBody = 256 * 1024;

    public static WebApplicationBuilder AddHosting(this WebApplicationBuilder builder)
    {
        var startUp = new StartUp();
        builder.Services.AddSingleton(startUp);
        builder.Services.AddChatOptions();
        builder.Services.AddHosted<Shutdown>();
        builder.Services.AddSingleton<IHostLifetime, DrainingLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Shutdown.MostForTheRest);
        builder.Services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ChatOptions>>(Trust);
        builder.Logging.AddQuietStartUp(startUp);
        builder.Services.KeepSecretsOutOfLogs();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBody;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        return builder;
    }

    public static IServiceCollection AddChatOptions(this IServiceCollection services)
    {
        services.AddOptions<ChatOptions>().BindConfiguration(ChatOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ChatOptions>, ChatOptionsValidation>();
        return services.AddSingleton<ChatFiles>();
    }

    /// <summary>What every request passes, outermost first.</summary>
    public static void UseHosting(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UsePageHeaders();
        app.UseExceptionHandler(failed => failed.Run(context => Refusals.Unknown.ToResult().ExecuteAsync(context)));
        app.UseMiddleware<OriginCheck>();
        app.Use((context, next) =>
            context.Request.Path.StartsWithSegments(Protocol.HubPath) && app.Services.GetRequiredService<Shutdown>().IsDraining
                ? Refusals.Draining.ToResult().ExecuteAsync(context)
                : next(context));
        app.UseAuthentication();
        app.UseAuthorization();
    }

    /// <summary>Health and the page; what is neither a file nor the API's is a route of the page.</summary>
    public static void MapHosting(this WebApplication app)
    {
        app.MapHealth();
        app.MapStaticAssets();
        foreach (var path in (string[])["/api", Protocol.HubPath, "/assets"])
            app.MapFallback($"{path}/{{**rest}}", () => Refusals.NotFound.ToResult());
        app.MapFallbackToFile("index.html");
    }

    private static void Trust(ForwardedHeadersOptions forwarded, IOptions<ChatOptions> options)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        foreach (var proxy in ChatOptions.Words(options.Value.TrustedProxies))
        {
            if (IPAddress.TryParse(proxy, out var address)) forwarded.KnownProxies.Add(address);
            else forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        }
    }
}
