namespace Chat.Server;

internal static class RoomServices
{
    public static IServiceCollection AddRooms(this IServiceCollection services) => services.AddSingleton<RoomReader>();

    public static IServiceCollection AddMessages(this IServiceCollection services)
    {
        services.AddOptions<PostRateOptions>().BindConfiguration("Chat:PostRate")
            .Validate(o => o.PerSecond > 0 && o.Burst >= 1, "Chat:PostRate: PerSecond must be above 0 and Burst at least 1.").ValidateOnStart();
        return services.AddSingleton<MessageReader>().AddSingleton<PostRates>();
    }

    public static IServiceCollection AddPeople(this IServiceCollection services) => services.AddSingleton<PeopleReader>().AddSingleton<ProfileRates>();
}
