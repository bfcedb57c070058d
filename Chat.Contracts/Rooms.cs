namespace Chat.Contracts;

public partial interface IChatHub
{
    /// <summary>Creates a room; the caller is its owner. Errors: <c>empty</c>, <c>too_long</c>, <c>forbidden_characters</c>, <c>name_taken</c>, <c>conflict</c>.</summary>
    Task<Outcome<RoomHead>> CreateRoom(CreateRoom request);

    /// <summary>Renames a room; owners only. Errors as <c>CreateRoom</c>, <c>not_found</c>, <c>forbidden</c>.</summary>
    Task<Outcome<Done>> RenameRoom(RenameRoom request);

    /// <summary>Sets what a room is about; members. Errors: <c>too_long</c>, <c>forbidden_characters</c>, <c>not_found</c>, <c>not_member</c>.</summary>
    Task<Outcome<Done>> SetTopic(SetTopic request);

    /// <summary>A page of the public rooms, ordered by name.</summary>
    Task<Outcome<RoomsPage>> ListRooms(ListRooms request);

    /// <summary>Joins a public room; joining again changes nothing. Errors: <c>not_found</c>.</summary>
    Task<Outcome<RoomHead>> JoinRoom(JoinRoom request);

    /// <summary>Leaves a room; leaving again changes nothing. Errors: <c>not_found</c>, <c>last_owner</c>.</summary>
    Task<Outcome<Done>> LeaveRoom(LeaveRoom request);

    /// <summary>Adds a person to a room; its members may, into a private room its owners only. Errors: <c>not_found</c>, <c>forbidden</c>.</summary>
    Task<Outcome<Done>> AddMember(AddMember request);

    /// <summary>Removes a person from a room; owners only. Errors: <c>not_found</c>, <c>forbidden</c>, <c>last_owner</c>.</summary>
    Task<Outcome<Done>> RemoveMember(RemoveMember request);

    /// <summary>Makes a member an owner, or an owner a member; owners only. Errors: <c>not_found</c>, <c>forbidden</c>, <c>last_owner</c>, <c>invalid</c>.</summary>
    Task<Outcome<Done>> SetRole(SetRole request);

    /// <summary>A page of a room's members, ordered by person id. Errors: <c>not_found</c>.</summary>
    Task<Outcome<MembersPage>> ReadMembers(ReadMembers request);

    /// <summary>The caller's rooms that another person is in as well, with that person's role in each; at most 200.</summary>
    Task<Outcome<CommonRooms>> ReadCommonRooms(ReadCommonRooms request);
}

public sealed partial record ChangeSet
{
    /// <summary>The room's header, if it changed.</summary>
    public RoomHeader? Room { get; init; }

    /// <summary>The members that changed.</summary>
    public IReadOnlyList<Member>? Members { get; init; }

    /// <summary>In a person's scope: the memberships that changed.</summary>
    public IReadOnlyList<Membership>? Memberships { get; init; }
}

/// <summary>What a room is: the row of kind <c>room</c> in the room's scope.</summary>
public sealed record RoomHeader
{
    /// <summary>The room's random id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The revision of the last change of this row.</summary>
    public required long Revision { get; init; }

    /// <summary>The name; unique among public rooms only.</summary>
    public required string Name { get; init; }

    /// <summary>What it is about; may be empty.</summary>
    public required string Topic { get; init; }

    /// <summary>Whether only members see it.</summary>
    public required bool Private { get; init; }

    /// <summary>When it was made, milliseconds since 1970 UTC.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Messages below this number are gone by retention; 1 when none are.</summary>
    public required long Floor { get; init; }
}

/// <summary>A person in a room: the row of kind <c>member</c> in the room's scope.</summary>
public sealed record Member
{
    /// <summary>The person.</summary>
    public required Guid Person { get; init; }

    /// <summary>The revision of the last change of this row.</summary>
    public required long Revision { get; init; }

    /// <summary>One of <see cref="Roles"/>; none when they have left.</summary>
    public string? Role { get; init; }
}

/// <summary>One's own place in a room: the row of kind <c>membership</c> in the person's scope.</summary>
public sealed record Membership
{
    /// <summary>The room.</summary>
    public required Guid Room { get; init; }

    /// <summary>The revision, in the person's scope, of the last change of this row.</summary>
    public required long Revision { get; init; }

    /// <summary>One of <see cref="Roles"/>; none when left or removed.</summary>
    public string? Role { get; init; }

    /// <summary>The room revision at which this membership began; when it differs, a cache of the room is void.</summary>
    public required long Joined { get; init; }
}

/// <summary>The roles of a member.</summary>
public static class Roles
{
    /// <summary>May rename, remove members, delete anybody's messages.</summary>
    public const string Owner = "owner";
    /// <summary>May post.</summary>
    public const string Member = "member";
}

/// <summary>Creates a room.</summary>
public sealed record CreateRoom
{
    /// <summary>Made by the client; the same request again answers the same room.</summary>
    public required Guid Request { get; init; }
    /// <summary>1 to 60 characters.</summary>
    public required string Name { get; init; }
    /// <summary>At most 250 characters.</summary>
    public string? Topic { get; init; }
    /// <summary>Whether only members see it.</summary>
    public bool Private { get; init; }
}

/// <summary>Renames a room.</summary>
public sealed record RenameRoom
{
    /// <summary>The room.</summary>
    public required Guid Room { get; init; }
    /// <summary>1 to 60 characters.</summary>
    public required string Name { get; init; }
}

/// <summary>Sets a room's topic.</summary>
public sealed record SetTopic
{
    /// <summary>The room.</summary>
    public required Guid Room { get; init; }
    /// <summary>At most 250 characters; may be empty.</summary>
    public required string Topic { get; init; }
}

/// <summary>Asks for public rooms.</summary>
public sealed record ListRooms
{
    /// <summary>Only rooms with this in their name, whatever the case.</summary>
    public string? Query { get; init; }
    /// <summary>The <see cref="RoomsPage.Next"/> of the page before.</summary>
    public string? After { get; init; }
    /// <summary>The most rooms wanted; clamped to 1 … 100.</summary>
    public int? Limit { get; init; }
}

/// <summary>A page of public rooms.</summary>
public sealed record RoomsPage
{
    /// <summary>The rooms, by name.</summary>
    public required IReadOnlyList<RoomListing> Rooms { get; init; }
    /// <summary>Ask again after this; none: that was all.</summary>
    public string? Next { get; init; }
}

/// <summary>A public room in the list.</summary>
public sealed record RoomListing
{
    /// <summary>Its head, with the header.</summary>
    public required RoomHead Head { get; init; }
    /// <summary>How many members it has.</summary>
    public required int Members { get; init; }
    /// <summary>Whether the caller is one of them.</summary>
    public required bool Joined { get; init; }
}

/// <summary>Joins a public room.</summary>
/// <param name="Room">The room.</param>
public sealed record JoinRoom(Guid Room);

/// <summary>Leaves a room.</summary>
/// <param name="Room">The room.</param>
public sealed record LeaveRoom(Guid Room);

/// <summary>Adds a person to a room.</summary>
/// <param name="Room">The room.</param>
/// <param name="Person">The person.</param>
public sealed record AddMember(Guid Room, Guid Person);

/// <summary>Removes a person from a room.</summary>
/// <param name="Room">The room.</param>
/// <param name="Person">The person.</param>
public sealed record RemoveMember(Guid Room, Guid Person);

/// <summary>Gives a member a role.</summary>
/// <param name="Room">The room.</param>
/// <param name="Person">The person.</param>
/// <param name="Role">One of <see cref="Roles"/>.</param>
public sealed record SetRole(Guid Room, Guid Person, string Role);

/// <summary>Asks for members.</summary>
public sealed record ReadMembers
{
    /// <summary>The room.</summary>
    public required Guid Room { get; init; }
    /// <summary>The last person of the page before.</summary>
    public Guid? After { get; init; }
    /// <summary>The most members wanted; clamped to 1 … 200.</summary>
    public int? Limit { get; init; }
}

/// <summary>Asks which of one's rooms another person is in.</summary>
/// <param name="Person">The other person.</param>
public sealed record ReadCommonRooms(Guid Person);

/// <summary>The rooms that two people have in common.</summary>
/// <param name="Rooms">In no order.</param>
public sealed record CommonRooms(IReadOnlyList<SharedRoom> Rooms);

/// <summary>A room that two people have in common.</summary>
/// <param name="Room">The room.</param>
/// <param name="Role">The other person's role in it, one of <see cref="Roles"/>.</param>
public sealed record SharedRoom(Guid Room, string Role);

/// <summary>A page of members, ordered by person id; the range covered is (After, Through].</summary>
public sealed record MembersPage
{
    /// <summary>The room.</summary>
    public required Guid Room { get; init; }
    /// <summary>The revision at which the page was read.</summary>
    public required long AsOf { get; init; }
    /// <summary>The incarnation that wrote that revision.</summary>
    public required string Incarnation { get; init; }
    /// <summary>The members, without those who left.</summary>
    public required IReadOnlyList<Member> Members { get; init; }
    /// <summary>How many members the room has.</summary>
    public required int Total { get; init; }
    /// <summary>The last person that the page covers; none: it reaches to the end of the list.</summary>
    public Guid? Through { get; init; }
    /// <summary>The people named.</summary>
    public required IReadOnlyList<Person> People { get; init; }
}
