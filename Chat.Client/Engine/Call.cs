using Chat.Contracts;

namespace Chat.Client;

/// <summary>A call under way.</summary>
internal abstract class Call(int id, string method, object request, long deadline)
{
    public int Id { get; } = id;

    public string Method { get; } = method;

    public object Request { get; } = request;

    public long Deadline { get; } = deadline;

    /// <summary>Whether somebody outside the engine waits for the outcome.</summary>
    public abstract bool IsRequest { get; }

    /// <summary>What the shell has to read from the wire: an <see cref="Outcome{T}"/>.</summary>
    public abstract Type OutcomeType { get; }

    /// <summary>The refusal in an outcome; none when it was carried out.</summary>
    public abstract Error? Refusal(object outcome);

    /// <summary>Hands the outcome to whoever asked.</summary>
    public abstract void Answered(object outcome);

    /// <summary>It threw though the connection lasts.</summary>
    public abstract void Failed();

    /// <summary>The connection ended first; for those who wait outside the engine.</summary>
    public abstract void Lost();
}

/// <inheritdoc/>
internal sealed class Call<T>(
    int id, string method, object request, long deadline, Action<Outcome<T>> answered, Action failed, Action? lost)
    : Call(id, method, request, deadline)
{
    public override bool IsRequest => lost is not null;

    public override Type OutcomeType => typeof(Outcome<T>);

    public override Error? Refusal(object outcome) => ((Outcome<T>)outcome).Error;

    public override void Answered(object outcome)
    {
        var typed = (Outcome<T>)outcome;
        if (typed.Ok ? typed.Value is null : typed.Error is null) failed();
        else answered(typed);
    }

    public override void Failed() => failed();

    public override void Lost() => lost?.Invoke();
}
