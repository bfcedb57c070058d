using System.Diagnostics.CodeAnalysis;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>
/// Signs in by the page: shows an address and a code, and waits until somebody who is signed in there allows it. Nothing is
/// typed here, so it works over ssh as well.
/// </summary>
/// <param name="shell">What surrounds the process.</param>
/// <param name="server">The server.</param>
/// <param name="accounts">The server's account endpoints.</param>
internal sealed class WebSignIn(Shell shell, Uri server, AccountApi accounts)
{
    private static readonly TimeSpan Slower = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(30);

    // The server's ten minutes began before ours.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(1);

    /// <summary>Asks and waits; answers the session.</summary>
    public async Task<Outcome<SignedIn>> RunAsync(CancellationToken cancellationToken)
    {
        var answer = await accounts.BeginDeviceAsync(new BeginDevice { Device = LoginVerb.Device }, cancellationToken);
        if (answer.Value is not { } begun)
            return answer.Error is { Code: ErrorCodes.NotFound } ? TooOld : answer.Error!;
        if (!TryFindPage(begun, out var page)) return Refusal(ErrorCodes.Invalid, "The server named no page to sign in at. Use --user NAME.");
        Show(begun, page);
        return await WaitAsync(begun, cancellationToken);
    }

    private static Error TooOld => Refusal(ErrorCodes.Invalid, "This server is older and can't sign you in by its page. Use --user NAME.");

    private void Show(DeviceBegun begun, Uri page)
    {
        var link = new Uri(page, "#" + Uri.EscapeDataString(begun.UserCode));
        var opened = shell.OpenPage(link);
        shell.Error.WriteLine(opened
            ? "Your browser was asked to open the page at which you sign in. If it doesn't, open it here or on another device:"
            : "To sign in, open this page in a browser, here or on another device:");
        shell.Error.WriteLine($"\n    {link.AbsoluteUri}\n");
        shell.Error.WriteLine($"or go to {page.AbsoluteUri} and type the code {Inert.Line(begun.UserCode)}. Allow it there only if the page shows this code.");
        shell.Error.WriteLine($"Waiting for {(int)Lifetime(begun).TotalMinutes} minutes at most; Ctrl+C gives up.");
    }

    private async Task<Outcome<SignedIn>> WaitAsync(DeviceBegun begun, CancellationToken cancellationToken)
    {
        var (began, lifetime) = (shell.Time.GetTimestamp(), Lifetime(begun));
        var interval = Between(TimeSpan.FromMilliseconds(begun.Interval), TimeSpan.FromSeconds(1), LongestPause);
        var (pause, complained) = (interval, false);
        Task<Outcome<SignedIn>>? asking = null;
        try
        {
            while (shell.Time.GetElapsedTime(began) < lifetime)
            {
                await Task.Delay(pause, shell.Time, cancellationToken);
                // Not ended with the wait: a session that it brings has to be known, to be ended.
                asking = accounts.TakeDeviceSessionAsync(begun.Code, CancellationToken.None);
                var answer = await asking.WaitAsync(cancellationToken);
                if (answer.Ok) return answer;
                var error = answer.Error!;
                if (error.Code == ErrorCodes.SlowDown) interval = Longer(interval + Slower, error);
                else if (error.Code == ErrorCodes.AuthorizationPending) interval = Longer(interval, error);
                else if (error.Final) return Explain(error, early: shell.Time.GetElapsedTime(began) < lifetime - Margin);
                else
                {
                    if (!complained) shell.Complain(error.Message + " Still waiting.");
                    complained = true;
                    pause = Between(pause * 2, interval, LongestPause);
                    continue;
                }

                pause = interval;
            }
        }
        catch (OperationCanceledException)
        {
            await GiveUpAsync(begun, asking);
            throw;
        }

        return Explain(Refusal(ErrorCodes.ExpiredToken, ""), early: false);
    }

    /// <summary>Nobody can let this device in any more, and a session that came all the same is ended.</summary>
    private async Task GiveUpAsync(DeviceBegun begun, Task<Outcome<SignedIn>>? asking)
    {
        using var clock = new CancellationTokenSource(LongestGoodbye, shell.Time);
        try
        {
            if (asking is not null && await asking.WaitAsync(clock.Token) is { Value.Token: { } token }) await accounts.SignOutAsync(token, clock.Token);
            else await accounts.CancelDeviceAsync(begun.Code, clock.Token);
        }
        catch (OperationCanceledException)
        {
            // It expires by itself.
        }
    }

    private Error Explain(Error error, bool early) => error.Code switch
    {
        ErrorCodes.AccessDenied => error with { Message = "It was not allowed on the page." },
        ErrorCodes.ExpiredToken when early => error with { Message = $"The server knows nothing of this sign-in any more: it was restarted, or its answer was lost on the way. Run `{Again}` again." },
        ErrorCodes.ExpiredToken => error with { Message = $"Nobody allowed it in time. Run `{Again}` again." },
        _ => error,
    };

    private string Again => $"chat login {ServerAddress.Show(server)} --web{Profiles.Option(Profiles.Chosen(shell))}";

    private bool TryFindPage(DeviceBegun begun, [NotNullWhen(true)] out Uri? page)
    {
        page = new Uri(server, DevicePaths.Page.TrimStart('/'));
        return begun.Address is not { } named || (Uri.TryCreate(named, UriKind.Absolute, out page) && page.Scheme is "http" or "https");
    }

    private static TimeSpan Lifetime(DeviceBegun begun) => Between(TimeSpan.FromMilliseconds(begun.ExpiresIn), TimeSpan.FromMinutes(1), LongestWait);

    private static TimeSpan Longer(TimeSpan interval, Error error) =>
        Between(TimeSpan.FromMilliseconds(error.RetryAfter ?? 0), interval, LongestPause);

    private static TimeSpan Between(TimeSpan time, TimeSpan least, TimeSpan most) => time < least ? least : time > most ? most : time;

    private static Error Refusal(string code, string message) => new() { Code = code, Message = message, Final = true };
}
