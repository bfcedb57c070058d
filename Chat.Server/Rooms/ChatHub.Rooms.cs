using Chat.Contracts;

namespace Chat.Server;

public sealed partial class ChatHub
{
    public async Task<Outcome<RoomHead>> CreateRoom(CreateRoom request, RoomLog log) =>
        (RoomNames.Check(request.Name) ?? CheckTopic(request.Topic ?? "")) is { } error ? error : await log.RunAsync(new CreateRoomChange(Caller, request));

    public async Task<Outcome<Done>> RenameRoom(RenameRoom request, RoomLog log) =>
        RoomNames.Check(request.Name) is { } error ? error : await log.RunAsync(new RenameRoomChange(Caller, request));

    public async Task<Outcome<Done>> SetTopic(SetTopic request, RoomLog log) =>
        CheckTopic(request.Topic) is { } error ? error : await log.RunAsync(new SetTopicChange(Caller, request));

    public Task<Outcome<RoomsPage>> ListRooms(ListRooms request, RoomReader rooms) => rooms.ListAsync(Caller, request);

    public Task<Outcome<RoomHead>> JoinRoom(JoinRoom request, RoomLog log) => log.RunAsync(new JoinRoomChange(Caller, request));

    public Task<Outcome<Done>> LeaveRoom(LeaveRoom request, RoomLog log) => log.RunAsync(new LeaveRoomChange(Caller, request));

    public Task<Outcome<Done>> AddMember(AddMember request, RoomLog log) => log.RunAsync(new AddMemberChange(Caller, request));

    public Task<Outcome<Done>> RemoveMember(RemoveMember request, RoomLog log) => log.RunAsync(new RemoveMemberChange(Caller, request));

    public async Task<Outcome<Done>> SetRole(SetRole request, RoomLog log) => request.Role is Roles.Owner or Roles.Member
        ? await log.RunAsync(new SetRoleChange(Caller, request))
        : Refusals.Invalid($"role: write {Roles.Owner} or {Roles.Member}.");

    public Task<Outcome<MembersPage>> ReadMembers(ReadMembers request, RoomReader rooms) => rooms.MembersAsync(Caller, request);

    public Task<Outcome<CommonRooms>> ReadCommonRooms(ReadCommonRooms request, RoomReader rooms) => Task.FromResult(rooms.InCommon(Caller, request.Person));

    private static Error? CheckTopic(string? topic) => MessageText.CheckLine("topic", topic, Limits.Default.Topic, mayBeEmpty: true);
}
