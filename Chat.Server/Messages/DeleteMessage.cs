using Chat.Contracts;

namespace Chat.Server;

/// <summary>Empties a message: its place, writer and time stay, its text is gone.</summary>
internal sealed class DeleteMessageChange(Caller caller, DeleteMessage request) : CallerChange<Done>(caller)
{
    public override void Need(Needs needs)
    {
        base.Need(needs);
        needs.Room(request.Room);
        needs.Member(request.Room, Caller.Person);
        needs.Message(request.Id);
        needs.Other(db => db.EditRequests.Where(e => e.MessageId == request.Id));
    }

    protected override Outcome<Done> ApplyChecked(Batch batch)
    {
        var message = batch.Message(request.Id);
        if (batch.RoomFor(Caller.Person, request.Room) is null || message is null || message.RoomId != request.Room) return Refusals.NotFound;
        var member = batch.Member(request.Room, Caller.Person);
        if (member is null) return Refusals.NotMember;
        if (message.NoticeKind is not null) return Refusals.Final(ErrorCodes.Forbidden, "What the room tells of itself can't be deleted.");
        if (message.AuthorId != Caller.Person && member.Role != Roles.Owner)
            return Refusals.Final(ErrorCodes.Forbidden, "Only its writer or an owner of the room can delete a message.");
        if (message.DeletedBy is not null) return Done.Value;

        var scope = Scope.Room(request.Room);
        message.Text = "";
        message.Hash = null;
        message.DeletedBy = Caller.Person;
        message.Revision = batch.NextRevision(scope);
        batch.Changed(scope, RoomMessage.Kind, message);
        foreach (var edit in batch.Local<EditRequest>().Where(e => e.MessageId == message.Id).ToList()) batch.Remove(edit);
        return Done.Value;
    }
}
