namespace Chat.Contracts;

public partial interface IChatHub
{
    /// <summary>Moves the read marker up. Another generation than the current changes nothing. Answers the marker as it is. Errors: <c>not_found</c>, <c>not_member</c>.</summary>
    Task<Outcome<ReadMarker>> MarkRead(MarkRead request);

    /// <summary>Sets the read marker and begins the next generation. Answers and errors as <c>MarkRead</c>.</summary>
    Task<Outcome<ReadMarker>> MarkUnread(MarkUnread request);
}

public sealed partial record ChangeSet
{
    /// <summary>In a person's scope: the read markers that changed.</summary>
    public IReadOnlyList<ReadMarker>? Markers { get; init; }
}

/// <summary>How far a person has read a room: the row of kind <c>marker</c> in the person's scope.</summary>
public sealed record ReadMarker
{
    /// <summary>The room.</summary>
    public required Guid Room { get; init; }
    /// <summary>The revision, in the person's scope, of the last change of this row.</summary>
    public required long Revision { get; init; }
    /// <summary>Everything up to this number is read. Unread = the room's head number − this.</summary>
    public required long Number { get; init; }
    /// <summary>Counts the times it was set backwards, so that a late reader can't undo that.</summary>
    public required long Generation { get; init; }
}

/// <summary>Marks a room read up to a number.</summary>
/// <param name="Room">The room.</param>
/// <param name="Number">Everything up to this was seen; clamped to the head number.</param>
/// <param name="Generation">The marker's generation as the caller knows it.</param>
public sealed record MarkRead(Guid Room, long Number, long Generation);

/// <summary>Marks a room unread from a number on.</summary>
/// <param name="Room">The room.</param>
/// <param name="Number">Everything above this is unread; clamped to the head number.</param>
/// <param name="Generation">The marker's generation as the caller knows it.</param>
public sealed record MarkUnread(Guid Room, long Number, long Generation);
