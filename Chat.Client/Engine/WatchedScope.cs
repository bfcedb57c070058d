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

    /// <summary>The revision that the last <c>Watch</c> was asked from; -1 for one without a cursor.</summary>
    public long AskedFrom { get; set; } = -1;

    /// <summary>How many answers since it was caught up last have not led on.</summary>
    public int Fruitless { get; set; }

    /// <summary>Whether the server has gone on from the cursor on this connection; until then it may be one that the database doesn't know.</summary>
    public bool Accepted { get; set; }

    /// <summary>Whether the server may follow it for this connection: it was asked to, whatever became of the answer.</summary>
    public bool MayBeWatched { get; set; }

    public List<ChangeSet> Waiting { get; } = [];

    /// <summary>More came than could wait: until the answer, only the head is noted.</summary>
    public bool Overflowed { get; set; }

    /// <summary>When a head told by a beat must have been reached, and which.</summary>
    public (long At, long Revision)? Grace { get; set; }

    /// <summary>When to ask again after a refusal, or after answers that did not lead on.</summary>
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
        Fruitless = 0;
    }
}
