namespace Chat.Tests.Delivery;

/// <summary>A way to break the delivery contract that a history can show; the documents say what each means.</summary>
public enum Breach
{
    /// <summary>An acknowledged message isn't in the room.</summary>
    Lost,
    /// <summary>One message stands at two numbers, or under two ids.</summary>
    Doubled,
    /// <summary>Sets of one scope reached a connection in another order than that of their revisions.</summary>
    Reordered,
    /// <summary>What one device wrote to one room stands there in another order.</summary>
    SenderOrder,
    /// <summary>A set that begins after the cursor was applied.</summary>
    GapApplied,
    /// <summary>A row outside the revisions that its set covers, or a set that ends before it begins.</summary>
    RowOutsideSet,
    /// <summary>Two messages at one number.</summary>
    NumberReused,
    /// <summary>Two rows at one revision, or one row in two forms at one revision.</summary>
    RevisionReused,
    /// <summary>A number with no message.</summary>
    Hole,
    /// <summary>Two incarnations for one revision, or one that wrote again after another.</summary>
    IncarnationMixed,
    /// <summary>A server time below its predecessor's.</summary>
    TimeBackwards,
    /// <summary>At the end a client held something else than a fresh reader was told.</summary>
    ViewDiffers,
    /// <summary>Something of a room reached a person who had no right to read it any more.</summary>
    DeliveredAfterRemoval,
    /// <summary>A message of somebody was taken while they were not in the room.</summary>
    AcceptedAfterRemoval,
    /// <summary>A retry got another answer than before, or the answer isn't what the room shows.</summary>
    AcknowledgementChanged,
    /// <summary>A message was refused for good, yet it is there.</summary>
    RefusedButThere,
    /// <summary>A text isn't the one that was written, or one version of a text has two.</summary>
    ContentChanged,
    /// <summary>An id was accepted again for another text.</summary>
    ConflictAccepted,
    /// <summary>An edit was accepted that was based on an older text.</summary>
    StaleEditAccepted,
    /// <summary>An acknowledged edit or deletion does not show.</summary>
    ChangeLost,
    /// <summary>A read marker went back within its generation, lies above the head, or where nothing put it.</summary>
    MarkerDrifted,
    /// <summary>A call had no definite end, or a client did not catch up, in the time that was given.</summary>
    Unsettled,
}

/// <summary>What a checker found in a history.</summary>
public sealed class Verdict
{
    /// <summary>How many sentences of one kind are kept.</summary>
    private const int MostSentences = 20;

    private readonly Dictionary<Breach, int> _counts = [];
    private readonly List<string> _findings = [];

    /// <summary>Messages that were acknowledged.</summary>
    public long Acknowledged { get; internal set; }

    /// <summary>Calls whose outcome was unknown to the client at some time.</summary>
    public long Unknown { get; internal set; }

    /// <summary>Messages that were refused for good.</summary>
    public long Refused { get; internal set; }

    /// <summary>Sets and states that clients saw.</summary>
    public long Seen { get; internal set; }

    public int Lost => Count(Breach.Lost);
    public int Doubled => Count(Breach.Doubled);

    /// <summary>Out of order for an observer, or against the sender's own order.</summary>
    public int Reordered => Count(Breach.Reordered) + Count(Breach.SenderOrder);

    /// <summary>Gaps that were applied or that stayed in a view.</summary>
    public int Gaps => Count(Breach.GapApplied) + Count(Breach.RowOutsideSet) + Count(Breach.Hole) + Count(Breach.ViewDiffers);

    /// <summary>Nothing was found.</summary>
    public bool IsClean => _counts.Count == 0;

    /// <summary>What was found, in sentences; of one kind at most 20.</summary>
    public IReadOnlyList<string> Findings => _findings;

    /// <summary>The kinds of breach that were found.</summary>
    public IReadOnlyCollection<Breach> Breaches => _counts.Keys;

    /// <summary>How often a kind of breach was found.</summary>
    public int Count(Breach breach) => _counts.GetValueOrDefault(breach);

    internal void Add(Breach breach, string finding)
    {
        var count = _counts[breach] = Count(breach) + 1;
        if (count <= MostSentences) _findings.Add($"{breach}: {finding}");
    }

    public override string ToString() =>
        $"{Acknowledged} acknowledged, {Unknown} unknown, {Refused} refused, {Seen} sets seen; " +
        (IsClean ? "nothing found" : string.Join(", ", _counts.OrderBy(c => c.Key).Select(c => $"{c.Key} {c.Value}")) + "\n" + string.Join("\n", _findings));
}
