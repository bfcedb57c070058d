using Chat.Contracts;

namespace Chat.Server;

public sealed partial class ChatHub
{
    public Task<Outcome<ReadMarker>> MarkRead(MarkRead request, RoomLog log) =>
        log.RunAsync(new MarkRoomChange(Caller, request.Room, request.Number, request.Generation, unread: false));

    public Task<Outcome<ReadMarker>> MarkUnread(MarkUnread request, RoomLog log) =>
        log.RunAsync(new MarkRoomChange(Caller, request.Room, request.Number, request.Generation, unread: true));
}
