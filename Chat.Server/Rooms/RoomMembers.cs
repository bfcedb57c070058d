using Chat.Contracts;

namespace Chat.Server;

/// <summary>Lets people into rooms and out of them.</summary>
internal static class RoomMembers
{
    /// <summary>Declares what <see cref="Admit"/> and <see cref="Dismiss"/> look at.</summary>
    public static void Need(Needs needs, Guid room, Guid person)
    {
        needs.Room(room);
        needs.Member(room, person);
        needs.Marker(room, person);
    }

    /// <summary>A person joins a room that they are not in: a new beginning, with everything before it read.</summary>
    public static RoomMember Admit(Batch batch, Guid room, Guid person, string role)
    {
        var member = batch.MemberOrTombstone(room, person) ?? batch.Add(new RoomMember { RoomId = room, PersonId = person });
        var revision = batch.NextRevision(Scope.Room(room));
        (member.Role, member.Revision, member.Joined) = (role, revision, revision);
        member.PersonRevision = batch.NextRevision(Scope.Person(person));
        batch.Changed(Scope.Room(room), RoomMember.MemberKind, member);
        batch.Changed(Scope.Person(person), RoomMember.MembershipKind, member);
        RoomMarkers.Begin(batch, room, person);
        return member;
    }

    /// <summary>A person leaves a room or is removed from it: the last change of its commit.</summary>
    public static void Dismiss(Batch batch, RoomMember member)
    {
        SetRole(batch, member, null);
        batch.EndWatch(member.RoomId, member.PersonId);
    }

    public static void SetRole(Batch batch, RoomMember member, string? role)
    {
        member.Role = role;
        member.Revision = batch.NextRevision(Scope.Room(member.RoomId));
        member.PersonRevision = batch.NextRevision(Scope.Person(member.PersonId));
        batch.Changed(Scope.Room(member.RoomId), RoomMember.MemberKind, member);
        batch.Changed(Scope.Person(member.PersonId), RoomMember.MembershipKind, member);
    }

    /// <summary>Whether a room would be left with members and no owner.</summary>
    public static bool IsLastOwner(Batch batch, RoomMember member)
    {
        if (member.Role != Roles.Owner) return false;
        var others = batch.Local<RoomMember>().Where(m => m.RoomId == member.RoomId && m.PersonId != member.PersonId && m.IsHere).ToList();
        return others.Count > 0 && others.All(m => m.Role != Roles.Owner);
    }

    /// <summary>Loads what <see cref="IsLastOwner"/> looks at: the owners, and one other member.</summary>
    public static void NeedOwners(Needs needs, Guid room)
    {
        needs.Other(db => db.Members.Where(m => m.RoomId == room && m.Role == Roles.Owner));
        needs.Other(db => db.Members.Where(m => m.RoomId == room && m.Role == Roles.Member).OrderBy(m => m.PersonId).Take(2));
    }

    public static Error LastOwner => Refusals.Final(ErrorCodes.LastOwner, "The room would have no owner. Make somebody else an owner first.");
}
