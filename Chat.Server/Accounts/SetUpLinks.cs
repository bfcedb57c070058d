using Chat.Contracts;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Chat.Server;

/// <summary>
/// The way in before there is an account: a link with a secret, shown to whoever started the server. Each start makes a
/// new one; it is good for one account.
/// </summary>
internal sealed class SetUpLinks(
    ChatDatabase database, RoomLog log, IServer server, TellOperator tell, IOptions<ChatOptions> options,
    IHostApplicationLifetime lifetime)
    : IHostedService
{
    /// <summary>Where the secret's hash is kept, while there is a link.</summary>
    public const string SettingName = "set-up";

    public static Error Invalid => Refusals.Final(ErrorCodes.SetupLinkInvalid,
        "This set-up link was used, or is of an earlier start of the server. Use the one it printed last.");

    public static Error Required => Refusals.Final(ErrorCodes.SetupRequired,
        "The first account is made through the set-up link that the server printed when it started.");

    /// <summary>The secret that was made at this start; none when there was an account.</summary>
    public string? Secret { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using (var db = database.Read())
            if (!await IsNeededAsync(db)) return;
        Secret = SessionTokens.Make();
        await log.RunAsync(new ReplaceSetUpLinkChange(SessionTokens.Hash(Secret)));
        // Only then are the addresses known, and is there something to open.
        lifetime.ApplicationStarted.Register(Print);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Whether the first account is still to be made.</summary>
    public static async Task<bool> IsNeededAsync(ChatDb db) => !await db.Users.AnyAsync();

    private void Print()
    {
        var address = options.Value.PublicUrl is { Length: > 0 } url
            ? url
            : ServerAddresses.Reachable(server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault());
        tell($"There is no account yet. Make the first one here: {address.TrimEnd('/')}/set-up#{Secret}");
    }
}

/// <summary>Says something to whoever started the server, on their terminal: a log is kept, and this may be a secret.</summary>
internal delegate void TellOperator(string line);

/// <summary>Puts a new set-up link in the place of the one before.</summary>
internal sealed class ReplaceSetUpLinkChange(byte[] hash) : Change<Done>
{
    public override void Need(Needs needs) =>
        needs.Other(db => db.Settings.Where(s => s.Name == SetUpLinks.SettingName));

    public override Outcome<Done> Apply(Batch batch)
    {
        if (batch.Local<Setting>().FirstOrDefault(s => s.Name == SetUpLinks.SettingName) is { } setting) setting.Value = hash;
        else batch.Add(new Setting { Name = SetUpLinks.SettingName, Value = hash });
        return Done.Value;
    }
}
