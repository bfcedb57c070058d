using Chat.Contracts;

namespace Chat.Server;

/// <summary>Joins a public room.</summary>
internal sealed class JoinRoomChange(Caller caller, JoinRoom request) : CallerChange<RoomHead>(caller)
{
    public override void Need(Needs needs)
    {
        base.Need(needs);
        RoomMembers.Need(needs, request.Room, Caller.Person);
    }

    protected override Outcome<RoomHead> ApplyChecked(Batch batch)
    {
        if (batch.RoomFor(Caller.Person, request.Room) is not { } room) return Refusals.NotFound;
        if (batch.Member(room.Id, Caller.Person) is null) RoomMembers.Admit(batch, room.Id, Caller.Person, Roles.Member);
        return RoomHeads.HeadOf(room, batch.Counter(Scope.Room(room.Id)));
    }
}

/// <summary>Leaves a room.</summary>
internal sealed class LeaveRoomChange(Caller caller, LeaveRoom request) : CallerChange<Done>(caller)
{
    public override void Need(Needs needs)
    {
        base.Need(needs);
        RoomMembers.Need(needs, request.Room, Caller.Person);
        RoomMembers.NeedOwners(needs, request.Room);
    }

    protected override Outcome<Done> ApplyChecked(Batch batch)
    {
        // Who left a private room earlier is told "done" again: it was theirs to know.
        if (batch.Member(request.Room, Caller.Person) is not { } member)
            return batch.RoomFor(Caller.Person, request.Room) is null && batch.MemberOrTombstone(request.Room, Caller.Person) is null ? Refusals.NotFound : Done.Value;
        if (RoomMembers.IsLastOwner(batch, member)) return RoomMembers.LastOwner;
        RoomMembers.Dismiss(batch, member);
        return Done.Value;
    }
}

/// <summary>Adds a person to a room.</summary>
internal sealed class AddMemberChange(Caller caller, AddMember request) : CallerChange<Done>(caller)
{
    public override void Need(Needs needs)
    {
        base.Need(needs);
        needs.Account(request.Person);
        needs.Member(request.Room, Caller.Person);
        RoomMembers.Need(needs, request.Room, request.Person);
    }

    protected override Outcome<Done> ApplyChecked(Batch batch)
    {
        if (batch.RoomFor(Caller.Person, request.Room) is not { } room) return Refusals.NotFound;
        if (batch.Member(room.Id, Caller.Person) is not { } me) return Refusals.NotMember;
        if (room.Private && me.Role != Roles.Owner) return Refusals.OwnersOnly;
        if (batch.Account(request.Person) is not { Disabled: false }) return Refusals.NotFound;
        if (batch.Member(room.Id, request.Person) is null) RoomMembers.Admit(batch, room.Id, request.Person, Roles.Member);
        return Done.Value;
    }
}

/// <summary>Removes a person from a room.</summary>
internal sealed class RemoveMemberChange(Caller caller, RemoveMember request) : CallerChange<Done>(caller)
{
    public override void Need(Needs needs)
    {
        base.Need(needs);
        needs.Member(request.Room, Caller.Person);
        RoomMembers.Need(needs, request.Room, request.Person);
        RoomMembers.NeedOwners(needs, request.Room);
    }

    protected override Outcome<Done> ApplyChecked(Batch batch)
    {
        if (batch.RoomFor(Caller.Person, request.Room) is not { } room) return Refusals.NotFound;
        if (batch.Member(room.Id, Caller.Person) is not { Role: Roles.Owner }) return Refusals.OwnersOnly;
        if (batch.Member(room.Id, request.Person) is not { } member) return Done.Value;
        if (RoomMembers.IsLastOwner(batch, member)) return RoomMembers.LastOwner;
        RoomMembers.Dismiss(batch, member);
        return Done.Value;
    }
}

/// <summary>Gives a member a role.</summary>
internal sealed class SetRoleChange(Caller caller, SetRole request) : CallerChange<Done>(caller)
{
    public override void Need(Needs needs)
    {
        base.Need(needs);
        needs.Member(request.Room, Caller.Person);
        RoomMembers.Need(needs, request.Room, request.Person);
        RoomMembers.NeedOwners(needs, request.Room);
    }

    protected override Outcome<Done> ApplyChecked(Batch batch)
    {
        if (batch.RoomFor(Caller.Person, request.Room) is not { } room) return Refusals.NotFound;
        if (batch.Member(room.Id, Caller.Person) is not { Role: Roles.Owner }) return Refusals.OwnersOnly;
        if (batch.Member(room.Id, request.Person) is not { } member) return Refusals.NotFound;
        if (member.Role == request.Role) return Done.Value;
        if (RoomMembers.IsLastOwner(batch, member)) return RoomMembers.LastOwner;
        RoomMembers.SetRole(batch, member, request.Role);
        return Done.Value;
    }
}
