using Chat.Contracts;

namespace Chat.Client;

internal sealed partial class ChatEngine
{
    private const int CallDeadline = 20_000;

    private readonly SortedDictionary<int, Call> _calls = [];
    private int _lastCall;

    /// <summary>The outcome of a call, as <see cref="Call.OutcomeType"/> says.</summary>
    public void Answer(int id, object outcome)
    {
        Heard();
        if (!_calls.Remove(id, out var call)) return;
        var refusal = call.Refusal(outcome);
        if (refusal?.Code != ErrorCodes.SignedOut)
        {
            call.Answered(outcome);
            return;
        }

        if (call.IsRequest) call.Answered(outcome);
        End(ConnectionState.SignedOut, refusal.Message);
    }

    /// <summary>A call threw, and the connection lasts.</summary>
    public void Failed(int id)
    {
        if (_calls.Remove(id, out var call)) call.Failed();
    }

    /// <summary>A plain call, whose outcome is handed out and not merged.</summary>
    public void Request<T>(string method, object request, Action<Outcome<T>> reply)
    {
        void Reply(Outcome<T> outcome) => Do(new ReplyEffect(() => reply(outcome)));
        if (_connection != ConnectionState.Live)
            Reply(NotConnected());
        else
            Ask<T>(method, request, Reply, () => Reply(UnknownOutcome()), () => Reply(UnknownOutcome()));
    }

    private Call<T> Ask<T>(string method, object request, Action<Outcome<T>> answered, Action failed, Action? lost = null)
    {
        var call = new Call<T>(++_lastCall, method, request, _now + CallDeadline, answered, failed, lost);
        _calls.Add(call.Id, call);
        Do(new CallEffect(call));
        return call;
    }

    private void Send(string method, object request) => Do(new SendEffect(method, request));

    private Error NotConnected() => new()
    {
        Code = ClientErrors.Offline,
        Message = _problem is null ? "Not connected to the server. Try again in a moment." : $"Not connected to the server: {_problem}",
        Final = false,
    };

    private static Error UnknownOutcome() => new()
    {
        Code = ClientErrors.Unknown,
        Message = "The connection broke before the answer came: it may have been carried out. Look, then try again.",
        Final = false,
    };
}
