using Chat.Contracts;

namespace Chat.Server;

/// <summary>Who asks for a change: an account, by one of its sessions.</summary>
public readonly record struct Caller(Guid Person, Guid Session);

/// <summary>
/// One durable act. It declares what it needs, is applied synchronously to what was loaded, and is answered when its
/// transaction is on disk. It may be applied more than once, when a batch was rolled back.
/// </summary>
public abstract class Change
{
    /// <summary>Declares the rows that <c>Apply</c> will look at.</summary>
    public abstract void Need(Needs needs);

    /// <summary>How much of a batch it fills; a batch holds 1,000.</summary>
    public virtual int Weight => 1;

    internal abstract void Run(Batch batch);
    internal abstract void Answer();
    internal abstract void Refuse(Error error);
}

/// <summary>A change that answers a <typeparamref name="T"/> or a refusal.</summary>
public abstract class Change<T> : Change
{
    private readonly TaskCompletionSource<Outcome<T>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Outcome<T>? _outcome;

    internal Task<Outcome<T>> Answered => _done.Task;

    /// <summary>
    /// Checks, then changes: a refusal must leave everything as it was. Synchronous, without I/O.
    /// </summary>
    public abstract Outcome<T> Apply(Batch batch);

    internal sealed override void Run(Batch batch) => _outcome = Apply(batch);

    internal sealed override void Answer() => _done.TrySetResult(_outcome!);

    internal sealed override void Refuse(Error error) => _done.TrySetResult(error);
}

/// <summary>A change that somebody signed in asks for; session and account are checked in the commit's transaction.</summary>
public abstract class CallerChange<T>(Caller caller) : Change<T>
{
    /// <summary>Who asks.</summary>
    protected Caller Caller { get; } = caller;

    public override void Need(Needs needs) => needs.Caller(Caller);

    public sealed override Outcome<T> Apply(Batch batch) =>
        batch.MayAct(Caller) ? ApplyChecked(batch) : Refusals.SignedOut;

    /// <summary>As <see cref="Change{T}.Apply"/>, for a caller whose session and account are good.</summary>
    protected abstract Outcome<T> ApplyChecked(Batch batch);
}
