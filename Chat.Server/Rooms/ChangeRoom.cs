using Chat.Contracts;

namespace Chat.Server;

/// <summary>Renames a room, and says so in it. The name it has already is no change.</summary>
internal sealed class RenameRoomChange(Caller caller, RenameRoom request) : CallerChange<Done>(caller)
{
    public override void Need(Needs needs)
    {
        base.Need(needs);
        RoomMembers.Need(needs, request.Room, Caller.Person);
        var folded = RoomNames.Fold(request.Name);
        needs.Other(db => db.Rooms.Where(r => r.PublicName == folded));
    }

    protected override Outcome<Done> ApplyChecked(Batch batch)
    {
        if (batch.RoomFor(Caller.Person, request.Room) is not { } room) return Refusals.NotFound;
        if (batch.Member(room.Id, Caller.Person) is not { Role: Roles.Owner }) return Refusals.OwnersOnly;
        var name = RoomNames.Tidy(request.Name);
        if (name == room.Name) return Done.Value;
        var folded = RoomNames.Fold(name);
        if (!room.Private && batch.Local<Room>().Any(r => r.PublicName == folded && r.Id != room.Id)) return RoomNames.Taken;
        room.Name = name;
        if (!room.Private) room.PublicName = folded;
        ChangeRoom.Tell(batch, room, Caller.Person, NoticeKinds.Renamed, name);
        return Done.Value;
    }
}

/// <summary>Sets a room's topic, and says so in it. The topic it has already is no change.</summary>
internal sealed class SetTopicChange(Caller caller, SetTopic request) : CallerChange<Done>(caller)
{
    public override void Need(Needs needs)
    {
        base.Need(needs);
        RoomMembers.Need(needs, request.Room, Caller.Person);
    }

    protected override Outcome<Done> ApplyChecked(Batch batch)
    {
        if (batch.RoomFor(Caller.Person, request.Room) is not { } room) return Refusals.NotFound;
        if (batch.Member(room.Id, Caller.Person) is null) return Refusals.NotMember;
        var topic = request.Topic.Trim();
        if (topic == room.Topic) return Done.Value;
        room.Topic = topic;
        ChangeRoom.Tell(batch, room, Caller.Person, NoticeKinds.Topic, topic);
        return Done.Value;
    }
}

internal static class ChangeRoom
{
    /// <summary>The header changed: one revision for it, one for the line that says so.</summary>
    public static void Tell(Batch batch, Room room, Guid by, string kind, string value)
    {
        var scope = Scope.Room(room.Id);
        room.Revision = batch.NextRevision(scope);
        batch.Changed(scope, Room.Kind, room);
        RoomMessages.AddNotice(batch, room.Id, by, kind, value);
    }
}
