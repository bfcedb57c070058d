using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Chat.Server;

internal static class AccountServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityRules();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SignInDesk>();
        services.AddSingleton<NewAccounts>();
        services.AddSingleton<DeviceRequests>();
        services.AddSingleton<WrongCodes>();
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<SessionSockets>();
        services.AddHosted<SessionUse>();
        services.AddSingleton<TellOperator>(Console.Out.WriteLine);
        services.AddHosted<SetUpLinks>();
        // Without AddAuthentication, which would also keep a ring of keys in the home folder, for nothing.
        services.AddAuthenticationCore(authentication => authentication.DefaultScheme = SessionAuthentication.SchemeName);
        services.AddWebEncoders();
        new AuthenticationBuilder(services)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, null);
        services.AddAuthorization();
        // The framework notes every visitor who isn't signed in.
        services.AddLogging(logging => logging.AddFilter(typeof(SessionAuthentication).FullName, LogLevel.Warning));
        return services;
    }

    /// <summary>What of Identity is in use: its hasher, its lock-out. Its stores would write beside <see cref="RoomLog"/>.</summary>
    public static IServiceCollection AddIdentityRules(this IServiceCollection services)
    {
        services.AddOptions<PasswordHasherOptions>();
        services.Configure<IdentityOptions>(identity =>
        {
            identity.Lockout.MaxFailedAccessAttempts = 5;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
        });
        return services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
    }
}
