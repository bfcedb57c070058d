namespace Chat.Server;

/// <summary>What may stand in a log, whatever the settings say.</summary>
internal static class Logs
{
    private static readonly (string Category, LogLevel Least)[] Bounds =
    [
        // It writes the whole address of each request, and the hub's has a token in it.
        ("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning),
        // It writes the records of each call, and they have texts in them.
        ("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.Information),
    ];

    /// <summary>Takes the lines about single requests and calls out of every log.</summary>
    public static void KeepSecretsOutOfLogs(this IServiceCollection services) =>
        services.PostConfigure<LoggerFilterOptions>(options =>
        {
            var providers = options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToList();
            foreach (var (category, least) in Bounds)
            {
                foreach (var rule in options.Rules.Where(rule => rule.CategoryName?.StartsWith(category, StringComparison.OrdinalIgnoreCase) == true).ToList())
                    options.Rules.Remove(rule);
                // A rule for one provider wins over a rule for all, so each gets one.
                foreach (var provider in providers)
                    options.Rules.Add(new LoggerFilterRule(provider, category, least, null));
            }
        });

    /// <summary>While the server starts, its errors are told by <see cref="StartUpErrors"/>, in one line.</summary>
    public static void AddQuietStartUp(this ILoggingBuilder logging, StartUp startUp)
    {
        foreach (var category in (string[])["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel"])
            logging.AddFilter(category, level => level >= LogLevel.Warning && (startUp.IsOver || level < LogLevel.Error));
    }
}
