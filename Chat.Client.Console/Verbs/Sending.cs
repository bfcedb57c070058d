using System.Globalization;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>Posts messages and waits for what becomes of them.</summary>
/// <param name="shell">Where to report.</param>
/// <param name="timeout">How long to wait for the acknowledgement of a message once its turn has come.</param>
/// <param name="json">Whether to print an object for each.</param>
internal sealed class Sending(Shell shell, TimeSpan timeout, bool json)
{
    /// <summary>How many lines are under way at most: enough that the server commits many at a time, and few enough to be held.</summary>
    private const int MostUnderWay = 200;

    /// <summary>How long a message that would stay in the outbox gets to leave at once.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(3);

    /// <summary>Whether what can't be sent now is left to the outbox.</summary>
    public bool Queued { get; init; }

    /// <summary>Whether to wait for the acknowledgement even so.</summary>
    public bool Waits { get; init; }

    private TimeSpan Patience => Queued && !Waits ? Moment : timeout;

    /// <summary>Sends one message.</summary>
    /// <returns>An exit code.</returns>
    public async Task<int> OneAsync(ChatConnection chat, Guid room, string text, CancellationToken cancellationToken)
    {
        using var posting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        return await EndOfAsync(chat, chat.PostAndWaitAsync(room, text, posting.Token), null, cancellationToken);
    }

    /// <summary>Sends each line as a message, in order. One that is refused is told of by its line, and the next go on.</summary>
    /// <returns>An exit code: the first that isn't <see cref="Exit.Done"/>.</returns>
    public async Task<int> LinesAsync(ChatConnection chat, Guid room, TextReader lines, CancellationToken cancellationToken)
    {
        using var posting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var underWay = new Queue<(Task<Outcome<PostResult>> Posted, int Line)>();
        var code = Exit.Done;
        for (var line = 1; await lines.ReadLineAsync(cancellationToken) is { } text; line++)
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            underWay.Enqueue((chat.PostAndWaitAsync(room, text, posting.Token), line));
            while (underWay.Count > 0 && (underWay.Count >= MostUnderWay || underWay.Peek().Posted.IsCompleted) && !Fatal(code)) await NextAsync();
            if (Fatal(code)) break;
        }

        while (underWay.Count > 0 && !Fatal(code)) await NextAsync();
        await posting.CancelAsync();
        return code;

        async Task NextAsync()
        {
            var (posted, line) = underWay.Dequeue();
            var ended = await EndOfAsync(chat, posted, line, cancellationToken);
            if (code == Exit.Done || Fatal(ended)) code = ended;
        }
    }

    // The lines after it would end in the same way; with an outbox they are left to it.
    private bool Fatal(int code) => code == Exit.NotSignedIn || (code == Exit.Unreachable && !Queued);

    private async Task<int> EndOfAsync(ChatConnection chat, Task<Outcome<PostResult>> posted, int? line, CancellationToken cancellationToken)
    {
        var outcome = await Verb.WithinAsync(Patience, shell.Time, token => posted.WaitAsync(token), cancellationToken);
        if (outcome is { Ok: true, Value: { Error: null } result })
        {
            if (json) shell.Out.WriteLine(Json(result, line));
            return Exit.Done;
        }

        if ((outcome?.Value?.Error ?? outcome?.Error) is { } refused)
        {
            shell.Complain(line is null ? refused.Message : string.Create(CultureInfo.InvariantCulture, $"Line {line}: {refused.Message}"));
            return Exit.Of(refused);
        }

        if (chat.State.Connection == ConnectionState.SignedOut)
        {
            shell.Complain(Session.NotSignedIn);
            return Exit.NotSignedIn;
        }

        shell.Complain(Queued
            ? "Not confirmed yet. It is kept on this machine, and goes out when chat is next connected."
            : "Not confirmed in time: it may have arrived. Look with `chat tail` before you send it again.");
        return Queued && !Waits ? Exit.Done : Exit.Unreachable;
    }

    private static string Json(PostResult result, int? line) => JsonLine.Write(writer =>
    {
        writer.WriteString("id", result.Id);
        if (result.Number is { } number) writer.WriteNumber("number", number);
        if (result.At is { } at) writer.WriteString("at", DateTimeOffset.FromUnixTimeMilliseconds(at));
        if (line is { } of) writer.WriteNumber("line", of);
    });
}
