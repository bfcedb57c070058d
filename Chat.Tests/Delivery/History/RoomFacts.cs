namespace Chat.Tests.Delivery;

/// <summary>What is known of one room.</summary>
internal sealed class RoomFacts
{
    private readonly Verdict _verdict;

    public RoomFacts(Guid id, Verdict verdict)
    {
        _verdict = verdict;
        Id = id;
        Messages = new MessageFacts(this, verdict);
        Members = new MemberFacts(this, verdict);
        Posts = new PostFacts(this, verdict);
        Changes = new ChangeFacts(this, verdict);
    }

    public Guid Id { get; }
    public MessageFacts Messages { get; }
    public MemberFacts Members { get; }
    public PostFacts Posts { get; }
    public ChangeFacts Changes { get; }

    /// <summary>What clients held at the end.</summary>
    public List<ViewDigest> Views { get; } = [];

    /// <summary>The room as it is at the end; none when nobody read it.</summary>
    public FreshView? Fresh { get; set; }

    /// <summary>Whether the room is private, once its header was seen.</summary>
    public bool Private { get; private set; }

    /// <summary>The messages of <see cref="Fresh"/>, by id.</summary>
    public Dictionary<Guid, MessageRow> Now { get; private set; } = [];

    /// <summary>Who took a revision, in which form: nobody else may.</summary>
    private readonly Dictionary<long, (Guid Row, long Form)> _revisions = [];

    public void Take(HeaderRow header)
    {
        Private |= header.Private;
        TakeRevision(header.Revision, Id, header.Hash);
    }

    public void TakeRevision(long revision, Guid row, long form)
    {
        if (_revisions.TryAdd(revision, (row, form)) || _revisions[revision] == (row, form)) return;
        _verdict.Add(Breach.RevisionReused, _revisions[revision].Row == row
            ? $"The row {row} of room {Id} has two forms at revision {revision}."
            : $"The rows {_revisions[revision].Row} and {row} of room {Id} both have revision {revision}.");
    }

    /// <summary>Who was to watch the room, and was not removed from it, has a view of it at the end.</summary>
    public void ConcludeFor(Observer client)
    {
        if (Fresh is not null && !Members.IsOut(client.Person) && !Views.Any(view => view.Client == client.Name))
            _verdict.Add(Breach.ViewDiffers, $"{client.Name} was left without room {Id}.");
    }

    public void Conclude()
    {
        Messages.Conclude();
        Members.Conclude();
        if (Fresh is not { } fresh)
        {
            _verdict.Add(Breach.Unsettled, $"Nobody read room {Id} at the end.");
            return;
        }
        var expected = fresh.Floor;
        var at = 0L;
        foreach (var message in fresh.Messages)
        {
            if (!Now.TryAdd(message.Id, message)) _verdict.Add(Breach.Doubled, $"Id {message.Id} stands twice in room {Id}.");
            if (message.Number != expected) _verdict.Add(Breach.Hole, $"In room {Id} number {message.Number} comes where {expected} should.");
            if (message.At < at) _verdict.Add(Breach.TimeBackwards, $"Number {message.Number} of room {Id} is shown with time {message.At}, one before it with {at}.");
            (expected, at) = (message.Number + 1, Math.Max(at, message.At));
        }
        if (expected != fresh.Number + 1) _verdict.Add(Breach.Hole, $"Room {Id} ends at number {expected - 1}, its head says {fresh.Number}.");
        Posts.Conclude();
        Changes.Conclude();
        var whole = ViewDigest.Of(fresh);
        foreach (var view in Views)
            if (view.Difference(whole) is { } difference) _verdict.Add(Breach.ViewDiffers, $"{view.Client} in room {Id}: {difference}");
    }
}

/// <summary>A view of a room in few bytes: a hash for each message.</summary>
internal sealed record ViewDigest(string Client, long Revision, long Window, HeaderRow? Header, SortedList<long, int> Rows)
{
    public static ViewDigest Of(FinalView view) => new(view.Client, view.Revision, view.Window, view.Header, RowsOf(view.Messages.Where(m => m.Number >= view.Window)));

    public static ViewDigest Of(FreshView view) => new(view.Client, view.Revision, view.Floor, view.Header, RowsOf(view.Messages));

    /// <summary>In what this view differs from a whole one; null: in nothing.</summary>
    public string? Difference(ViewDigest whole)
    {
        if (Revision != whole.Revision) return $"held up to revision {Revision}, a fresh reader {whole.Revision}.";
        if (Header != whole.Header) return $"header {Header}, a fresh reader {whole.Header}.";
        foreach (var (number, row) in Rows)
            if (!whole.Rows.TryGetValue(number, out var other)) return $"held number {number}, which a fresh reader was not told.";
            else if (row != other) return $"held number {number} otherwise than a fresh reader.";
        foreach (var number in whole.Rows.Keys)
            if (number >= Window && !Rows.ContainsKey(number)) return $"lacked number {number}.";
        return null;
    }

    private static SortedList<long, int> RowsOf(IEnumerable<MessageRow> messages)
    {
        var rows = new SortedList<long, int>();
        foreach (var message in messages) rows[message.Number] = message.GetHashCode();
        return rows;
    }
}
