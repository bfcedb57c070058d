using Chat.Contracts;

namespace Chat.Server;

/// <summary>Creates a room with its creator as owner. The same request again is the same room.</summary>
internal sealed class CreateRoomChange(Caller caller, CreateRoom request) : CallerChange<RoomHead>(caller)
{
    // Of the server's own choosing, so that an id tells nothing about other rooms.
    private readonly Guid _id = Guid.NewGuid();

    public override void Need(Needs needs)
    {
        base.Need(needs);
        RoomMembers.Need(needs, _id, Caller.Person);
        var (person, folded) = (Caller.Person, RoomNames.Fold(request.Name));
        needs.Other(db => db.Rooms.Where(r => r.CreatedBy == person && r.CreateRequest == request.Request));
        if (!request.Private) needs.Other(db => db.Rooms.Where(r => r.PublicName == folded));
        needs.Other(db => db.Members.Where(m => m.PersonId == person &&
            db.Rooms.Any(r => r.Id == m.RoomId && r.CreatedBy == person && r.CreateRequest == request.Request)));
        needs.Other(db => db.Scopes.Where(s => s.Kind == ScopeKind.Room &&
            db.Rooms.Any(r => r.Id == s.Id && r.CreatedBy == person && r.CreateRequest == request.Request)));
    }

    protected override Outcome<RoomHead> ApplyChecked(Batch batch)
    {
        if (batch.Local<Room>().FirstOrDefault(r => r.CreatedBy == Caller.Person && r.CreateRequest == request.Request) is { } made)
            // Its creator may have lost it since.
            return batch.RoomFor(Caller.Person, made.Id) is null ? Refusals.NotFound : RoomHeads.HeadOf(made, batch.Counter(Scope.Room(made.Id)));
        var name = RoomNames.Tidy(request.Name);
        if (!request.Private && batch.Local<Room>().Any(r => r.PublicName == RoomNames.Fold(name))) return RoomNames.Taken;
        var room = Make(batch, _id, Caller.Person, request.Request, name, request.Topic?.Trim() ?? "", request.Private);
        return RoomHeads.HeadOf(room, batch.Counter(Scope.Room(room.Id)));
    }

    /// <summary>Makes a room, whose name nobody has, with a first member.</summary>
    public static Room Make(Batch batch, Guid id, Guid owner, Guid request, string name, string topic, bool isPrivate)
    {
        var scope = Scope.Room(id);
        var room = batch.Add(new Room
        {
            Id = id,
            Name = name,
            PublicName = isPrivate ? null : RoomNames.Fold(name),
            Topic = topic,
            Private = isPrivate,
            CreatedAt = batch.Now,
            CreatedBy = owner,
            CreateRequest = request,
        });
        room.Revision = batch.NextRevision(scope);
        batch.Changed(scope, Room.Kind, room);
        RoomMessages.AddNotice(batch, id, owner, NoticeKinds.Created, name);
        RoomMembers.Admit(batch, id, owner, Roles.Owner);
        return room;
    }
}
