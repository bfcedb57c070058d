using Chat.Contracts;

namespace Chat.Client;

public sealed partial class ChatConnection
{
    /// <summary>The person saw everything up to a number.</summary>
    public void Seen(Guid room, long number) => Tell(engine => engine.Seen(room, number));

    /// <summary>As <see cref="Seen"/>, and waits for the server's answer: the marker as it is then, be it higher. The connection must be live.</summary>
    public Task<Outcome<ReadMarker>> MarkReadAsync(Guid room, long number, CancellationToken cancellationToken = default) =>
        State.Markers.TryGetValue(room, out var marker)
            ? AskAsync<ReadMarker>(nameof(IChatHub.MarkRead), new MarkRead(room, number, marker.Generation), cancellationToken)
            : Task.FromResult<Outcome<ReadMarker>>(new Error
            {
                Code = ErrorCodes.NotMember,
                Message = "You are not in this room, so nothing in it counts as unread.",
                Final = true,
            });

    /// <summary>Everything above a number shall be unread.</summary>
    public void MarkUnread(Guid room, long number) => Tell(engine => engine.MarkUnread(room, number));
}
