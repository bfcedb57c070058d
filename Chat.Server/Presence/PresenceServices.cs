namespace Chat.Server;

internal static class PresenceServices
{
    public static IServiceCollection AddPresence(this IServiceCollection services) =>
        services.AddHosted<PresenceNews>().AddSingleton<TypingNews>();
}
