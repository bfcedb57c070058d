using Chat.Contracts;

namespace Chat.Client;

public sealed partial class ChatConnection
{
    /// <summary>Watches a room: its newest messages, its first members, who is here, and all changes.</summary>
    public void Open(Guid room) => Tell(engine => engine.Open(room));

    /// <summary>Stops watching a room; what is held of it stays for a while.</summary>
    public void Close(Guid room) => Tell(engine => engine.Close(room));

    /// <summary>Loads the next page of a room's members, if there is one.</summary>
    public void LoadMembers(Guid room) => Tell(engine => engine.LoadMembers(room));

    /// <summary>Creates a room; the caller is its owner.</summary>
    public Task<Outcome<RoomHead>> CreateRoomAsync(
        string name, string? topic = null, bool @private = false, CancellationToken cancellationToken = default) =>
        AskAsync<RoomHead>(
            nameof(IChatHub.CreateRoom),
            new CreateRoom { Request = Guid.CreateVersion7(Options.Time.GetUtcNow()), Name = name, Topic = topic, Private = @private },
            cancellationToken);

    /// <summary>Renames a room; owners only.</summary>
    public Task<Outcome<Done>> RenameRoomAsync(Guid room, string name, CancellationToken cancellationToken = default) =>
        AskAsync<Done>(nameof(IChatHub.RenameRoom), new RenameRoom { Room = room, Name = name }, cancellationToken);

    /// <summary>Sets what a room is about; members only.</summary>
    public Task<Outcome<Done>> SetTopicAsync(Guid room, string topic, CancellationToken cancellationToken = default) =>
        AskAsync<Done>(nameof(IChatHub.SetTopic), new SetTopic { Room = room, Topic = topic }, cancellationToken);

    /// <summary>A page of the public rooms, by name.</summary>
    public Task<Outcome<RoomsPage>> ListRoomsAsync(
        string? query = null, string? after = null, int? limit = null, CancellationToken cancellationToken = default) =>
        AskAsync<RoomsPage>(
            nameof(IChatHub.ListRooms), new ListRooms { Query = query, After = after, Limit = limit }, cancellationToken);

    /// <summary>Joins a public room.</summary>
    public Task<Outcome<RoomHead>> JoinRoomAsync(Guid room, CancellationToken cancellationToken = default) =>
        AskAsync<RoomHead>(nameof(IChatHub.JoinRoom), new JoinRoom(room), cancellationToken);

    /// <summary>Leaves a room.</summary>
    public Task<Outcome<Done>> LeaveRoomAsync(Guid room, CancellationToken cancellationToken = default) =>
        AskAsync<Done>(nameof(IChatHub.LeaveRoom), new LeaveRoom(room), cancellationToken);

    /// <summary>Adds a person to a room.</summary>
    public Task<Outcome<Done>> AddMemberAsync(Guid room, Guid person, CancellationToken cancellationToken = default) =>
        AskAsync<Done>(nameof(IChatHub.AddMember), new AddMember(room, person), cancellationToken);

    /// <summary>Removes a person from a room; owners only.</summary>
    public Task<Outcome<Done>> RemoveMemberAsync(Guid room, Guid person, CancellationToken cancellationToken = default) =>
        AskAsync<Done>(nameof(IChatHub.RemoveMember), new RemoveMember(room, person), cancellationToken);

    /// <summary>Makes a member an owner, or an owner a member; <paramref name="role"/> is one of <see cref="Roles"/>.</summary>
    public Task<Outcome<Done>> SetRoleAsync(Guid room, Guid person, string role, CancellationToken cancellationToken = default) =>
        AskAsync<Done>(nameof(IChatHub.SetRole), new SetRole(room, person, role), cancellationToken);

    /// <summary>The rooms that one has in common with a person, and what they are there.</summary>
    public Task<Outcome<CommonRooms>> ReadCommonRoomsAsync(Guid person, CancellationToken cancellationToken = default) =>
        AskAsync<CommonRooms>(nameof(IChatHub.ReadCommonRooms), new ReadCommonRooms(person), cancellationToken);

    /// <summary>A page of a room's members, handed out as it is; what is shown of an open room is in its state.</summary>
    public Task<Outcome<MembersPage>> ReadMembersAsync(
        Guid room, Guid? after = null, int? limit = null, CancellationToken cancellationToken = default) =>
        AskAsync<MembersPage>(
            nameof(IChatHub.ReadMembers), new ReadMembers { Room = room, After = after, Limit = limit }, cancellationToken);
}
