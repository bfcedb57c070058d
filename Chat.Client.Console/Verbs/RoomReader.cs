using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>Reads a room's messages by number, and waits out what passes: a lost connection, a server that is busy.</summary>
internal sealed class RoomReader(Shell shell, ChatConnection chat)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private bool _saidOffline;

    /// <summary>Where it is told what the person should know meanwhile.</summary>
    public Action<string> Says { get; init; } = shell.Complain;

    /// <summary>A page, or the error that won't pass.</summary>
    public async Task<Outcome<MessagesPage>> ReadAsync(ReadMessages request, CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await chat.ReadMessagesAsync(request, cancellationToken);
            if (page.Ok) return page;
            var error = page.Error!;
            if (error.Final || Exit.Of(error) == Exit.NotSignedIn) return error;
            Tell(chat.State.Connection);
            await Task.Delay(error.RetryAfter is { } wait ? TimeSpan.FromMilliseconds(wait) : Pause, shell.Time, cancellationToken);

            // Ends at once when the session has ended; the next read then says so.
            _ = await chat.WaitUntilLiveAsync(cancellationToken);
        }
    }

    /// <summary>Says on standard error when the connection is lost, and when it is back.</summary>
    public void Tell(ConnectionState connection)
    {
        var offline = connection != ConnectionState.Live;
        if (offline == _saidOffline) return;
        _saidOffline = offline;
        Says(offline ? "reconnecting" : "connected again");
    }
}
