namespace Chat.Contracts;

public partial interface IChatHub
{
    /// <summary>
    /// Posts messages to a room in order, with a result for each. A retry carries the same ids and gets the same
    /// results. The call itself fails only when it is malformed: <c>invalid</c>, <c>too_long</c>.
    /// </summary>
    Task<Outcome<PostResults>> PostMessages(PostMessages request);

    /// <summary>Changes the text of one's own message. Errors: <c>not_found</c>, <c>forbidden</c>, <c>stale</c>, and those of a text.</summary>
    Task<Outcome<Edited>> EditMessage(EditMessage request);

    /// <summary>Deletes one's own message; an owner of the room anybody's. Deleting again changes nothing. Errors: <c>not_found</c>, <c>forbidden</c>.</summary>
    Task<Outcome<Done>> DeleteMessage(DeleteMessage request);

    /// <summary>A page of a room's messages. Errors: <c>not_found</c>, <c>invalid</c>.</summary>
    Task<Outcome<MessagesPage>> ReadMessages(ReadMessages request);
}

public sealed partial record ChangeSet
{
    /// <summary>The messages that changed, by number.</summary>
    public IReadOnlyList<Message>? Messages { get; init; }
}

/// <summary>What somebody said: the row of kind <c>message</c> in the room's scope.</summary>
public sealed record Message
{
    /// <summary>The identity, made by the writer's client: UUID version 7 or 4.</summary>
    public required Guid Id { get; init; }

    /// <summary>The place in the room: 1, 2, 3 … without holes.</summary>
    public required long Number { get; init; }

    /// <summary>The revision of the last change of this row.</summary>
    public required long Revision { get; init; }

    /// <summary>Who wrote it, or whose act a notice tells of.</summary>
    public required Guid Author { get; init; }

    /// <summary>When the server took it, milliseconds since 1970 UTC; never below its predecessor's.</summary>
    public required long At { get; init; }

    /// <summary>When the writer's clock says it was written, milliseconds since 1970 UTC; for display only.</summary>
    public long? ComposedAt { get; init; }

    /// <summary>The text, with LF for line ends; empty when deleted or a notice.</summary>
    public required string Text { get; init; }

    /// <summary>The version of the text: 1, 2, 3 …; above 1 it was edited.</summary>
    public required int Version { get; init; }

    /// <summary>Who deleted it; then the text is gone.</summary>
    public Guid? DeletedBy { get; init; }

    /// <summary>Set on a numbered message that the server wrote about the room itself.</summary>
    public Notice? Notice { get; init; }
}

/// <summary>What happened to a room, told in the conversation.</summary>
/// <param name="Kind">One of <see cref="NoticeKinds"/>.</param>
/// <param name="Value">The new name or topic.</param>
public sealed record Notice(string Kind, string Value);

/// <summary>The kinds of <see cref="Notice"/>; a client shows one it doesn't know as a plain line.</summary>
public static class NoticeKinds
{
    /// <summary>The room was made; the value is its name.</summary>
    public const string Created = "created";
    /// <summary>The room was renamed; the value is the new name.</summary>
    public const string Renamed = "renamed";
    /// <summary>The topic was set; the value is the new topic, empty when removed.</summary>
    public const string Topic = "topic";
}

/// <summary>Messages for one room, in the order in which they were written.</summary>
public sealed record PostMessages
{
    /// <summary>The room.</summary>
    public required Guid Room { get; init; }

    /// <summary>1 to <see cref="Limits.PostMessages"/> messages.</summary>
    public required IReadOnlyList<NewMessage> Messages { get; init; }
}

/// <summary>A message before the server has it.</summary>
public sealed record NewMessage
{
    /// <summary>Made by the client before the first send, kept by every retry: UUID version 7 or 4.</summary>
    public required Guid Id { get; init; }

    /// <summary>The text; CRLF is made LF before the id is made.</summary>
    public required string Text { get; init; }

    /// <summary>The writer's clock, milliseconds since 1970 UTC; for display only.</summary>
    public long? ComposedAt { get; init; }

    /// <summary>The newest number shown when it was written; moves the author's read marker.</summary>
    public long? Seen { get; init; }
}

/// <summary>A result for each message of a <see cref="PostMessages"/>, in its order.</summary>
public sealed record PostResults
{
    /// <summary>The results.</summary>
    public required IReadOnlyList<PostResult> Results { get; init; }
}

/// <summary>What became of one message.</summary>
public sealed record PostResult
{
    /// <summary>The message.</summary>
    public required Guid Id { get; init; }

    /// <summary>One of <see cref="PostStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>With <c>ok</c>: its place in the room, for ever.</summary>
    public long? Number { get; init; }

    /// <summary>With <c>ok</c>: when the server took it, milliseconds since 1970 UTC.</summary>
    public long? At { get; init; }

    /// <summary>With <c>final</c> and <c>retry</c>: why.</summary>
    public Error? Error { get; init; }
}

/// <summary>The values of <see cref="PostResult.Status"/>.</summary>
public static class PostStatus
{
    /// <summary>Committed and synced to disk.</summary>
    public const string Ok = "ok";
    /// <summary>Refused for good: it leaves the queue, the next go on.</summary>
    public const string Final = "final";
    /// <summary>Not now: the room's queue waits.</summary>
    public const string Retry = "retry";
    /// <summary>One before it got <c>retry</c>.</summary>
    public const string NotTried = "not_tried";
}

/// <summary>Changes the text of a message.</summary>
public sealed record EditMessage
{
    /// <summary>The room.</summary>
    public required Guid Room { get; init; }
    /// <summary>The message.</summary>
    public required Guid Id { get; init; }
    /// <summary>Made by the client; the same request again is <c>ok</c>.</summary>
    public required Guid Request { get; init; }
    /// <summary>The version of the text that the edit is based on.</summary>
    public required int Version { get; init; }
    /// <summary>The new text.</summary>
    public required string Text { get; init; }
}

/// <summary>The answer to <see cref="EditMessage"/>.</summary>
/// <param name="Version">The version that this request made.</param>
public sealed record Edited(int Version);

/// <summary>Deletes a message.</summary>
/// <param name="Room">The room.</param>
/// <param name="Id">The message.</param>
public sealed record DeleteMessage(Guid Room, Guid Id);

/// <summary>Asks for a page: the newest, or one of before, after and around a number, or since a time.</summary>
public sealed record ReadMessages
{
    /// <summary>The room.</summary>
    public required Guid Room { get; init; }
    /// <summary>Only numbers below this.</summary>
    public long? Before { get; init; }
    /// <summary>Only numbers above this.</summary>
    public long? After { get; init; }
    /// <summary>Half a page up to this number, half a page above.</summary>
    public long? Around { get; init; }
    /// <summary>
    /// Begins with the first message taken at or after this time, milliseconds since 1970 UTC; the page is empty, and its
    /// <see cref="MessagesPage.To"/> is the head number, when there is none. Errors: <c>invalid</c> below 0.
    /// </summary>
    public long? Since { get; init; }
    /// <summary>The most messages wanted; clamped to 1 … <see cref="Limits.PageMessages"/>.</summary>
    public int? Limit { get; init; }
}

/// <summary>Every message of a range of numbers, as of one revision.</summary>
public sealed record MessagesPage
{
    /// <summary>The room.</summary>
    public required Guid Room { get; init; }
    /// <summary>The revision at which the page was read.</summary>
    public required long AsOf { get; init; }
    /// <summary>The incarnation that wrote that revision.</summary>
    public required string Incarnation { get; init; }
    /// <summary>The first number that the page covers.</summary>
    public required long From { get; init; }
    /// <summary>The last number that the page covers; <c>From − 1</c> when it covers none.</summary>
    public required long To { get; init; }
    /// <summary>The room's head number.</summary>
    public required long Number { get; init; }
    /// <summary>The room's floor: there is nothing below it.</summary>
    public required long Floor { get; init; }
    /// <summary>The messages, by number.</summary>
    public required IReadOnlyList<Message> Messages { get; init; }
    /// <summary>The people named.</summary>
    public required IReadOnlyList<Person> People { get; init; }
}
