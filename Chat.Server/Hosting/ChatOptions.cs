using System.Net;
using Microsoft.Extensions.Options;

namespace Chat.Server;

/// <summary>What the operator decides: the section <c>Chat</c> of the configuration.</summary>
public sealed class ChatOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Chat";

    /// <summary>The community's name.</summary>
    public string Name { get; set; } = "ChatService";

    /// <summary>Where everything is kept; relative to the working directory.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>Who may make an account: <c>open</c> or <c>closed</c>.</summary>
    public string Registration { get; set; } = "open";

    /// <summary>The address that people type, when a proxy doesn't tell it.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Further origins whose pages may call this server, separated by spaces.</summary>
    public string? AllowedOrigins { get; set; }

    /// <summary>Addresses and networks of proxies, beside this machine, whose forwarded headers count; separated by spaces.</summary>
    public string? TrustedProxies { get; set; }

    internal bool RegistrationOpen => Registration.Equals("open", StringComparison.OrdinalIgnoreCase);

    internal static string[] Words(string? list) =>
        list?.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}

/// <summary>Says in a sentence what is wrong with a setting, before anything starts.</summary>
internal sealed class ChatOptionsValidation : IValidateOptions<ChatOptions>
{
    public ValidateOptionsResult Validate(string? name, ChatOptions options)
    {
        var wrong = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Name) || options.Name.Length > 60 || options.Name.Any(char.IsControl))
            wrong.Add("Chat:Name must be a name of 1 to 60 characters.");
        if (string.IsNullOrWhiteSpace(options.DataFolder))
            wrong.Add("Chat:DataFolder must be the path of a folder.");
        if (!options.RegistrationOpen && !options.Registration.Equals("closed", StringComparison.OrdinalIgnoreCase))
            wrong.Add($"Chat:Registration must be \"open\" or \"closed\", not \"{options.Registration}\".");
        if (options.PublicUrl is { Length: > 0 } url && !IsOrigin(url))
            wrong.Add($"Chat:PublicUrl must be an address such as https://chat.example.org, without a path, not \"{url}\".");
        foreach (var origin in ChatOptions.Words(options.AllowedOrigins))
            if (!IsOrigin(origin))
                wrong.Add($"Chat:AllowedOrigins: \"{origin}\" must be an address such as https://chat.example.org, without a path.");
        foreach (var proxy in ChatOptions.Words(options.TrustedProxies))
            if (!IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _))
                wrong.Add($"Chat:TrustedProxies: \"{proxy}\" must be an address or a network, such as 10.0.0.7 or 10.0.0.0/8.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" &&
        uri is { PathAndQuery: "/", Fragment: "", UserInfo: "" };
}
