namespace Chat.Client.Cli;

/// <summary>What a row of the timeline is.</summary>
internal enum RowKind
{
    /// <summary>A line of a text, with what stands left and right of it.</summary>
    Text,
    /// <summary>In one pane: a name above its texts.</summary>
    Name,
    /// <summary>A line from the spine to the edge.</summary>
    Rule,
}

/// <summary>One row of the timeline, before it has a place.</summary>
internal sealed record TimelineRow(RowKind Kind)
{
    public string Name { get; init; } = "";
    public Ink NameInk { get; init; }
    public IReadOnlyList<Glyph> Text { get; init; } = [];
    public string Right { get; init; } = "";
    public Ink RightInk { get; init; } = new(Role.Faint);

    /// <summary>The message that the row belongs to.</summary>
    public Guid Message { get; init; }

    /// <summary>The rule of "New".</summary>
    public bool IsNew { get; init; }
}
