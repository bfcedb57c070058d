using Chat.Contracts;

namespace Chat.Client;

/// <summary>Where the client stands in a scope, and whether its changes arrive.</summary>
internal class WatchedScope(Scope scope)
{
    /// <summary>More sets than this do not wait for an answer.</summary>
    private const int MostWaiting = 64;

    public Scope Scope { get; } = scope;

    /// <summary>The scope on the wire.</summary>
    public string Name { get; } = scope.ToString();

    public Cursor? Cursor { get; set; }

    /// <summary>The newest revision known.</summary>
    public long Head { get; set; }

    public Watching Watching { get; set; }

    /// <summary>The <c>Watch</c> whose answer counts.</summary>
    public WatchRequest? Asked { get; set; }

    public List<ChangeSet> Waiting { get; } = [];

    /// <summary>More came than could wait: until the answer, only the head is noted.</summary>
    public bool Overflowed { get; set; }

    /// <summary>When a head told by a beat must have been reached, and which.</summary>
    public (long At, long Revision)? Grace { get; set; }

    /// <summary>When to ask again after a refusal.</summary>
    public long? AgainAt { get; set; }

    /// <summary>Everything that the server had committed when it answered the <c>Watch</c> is held.</summary>
    public bool CaughtUp => Watching == Watching.Live && (Cursor?.Revision ?? 0) >= Head;

    public void RaiseHead(long revision) => Head = Math.Max(Head, revision);

    public void Wait(ChangeSet set)
    {
        if (!Overflowed && Waiting.Count < MostWaiting)
        {
            Waiting.Add(set);
            return;
        }

        Overflowed = true;
        foreach (var dropped in Waiting) RaiseHead(dropped.Head);
        Waiting.Clear();
        RaiseHead(set.Head);
    }

    /// <summary>Nothing arrives any more, and nothing that was asked for counts.</summary>
    public virtual void StopWatching()
    {
        Watching = Watching.No;
        Asked = null;
        Waiting.Clear();
        Overflowed = false;
        Grace = null;
        AgainAt = null;
    }
}
