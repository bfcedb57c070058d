using Chat.Contracts;

namespace Chat.Server;

/// <summary>Changes the text of one's own message, if it is still the text that the writer saw.</summary>
internal sealed class EditMessageChange(Caller caller, EditMessage request) : CallerChange<Edited>(caller)
{
    public override void Need(Needs needs)
    {
        base.Need(needs);
        needs.Room(request.Room);
        needs.Member(request.Room, Caller.Person);
        needs.Message(request.Id);
        needs.Other(db => db.EditRequests.Where(e => e.MessageId == request.Id && e.Request == request.Request));
    }

    protected override Outcome<Edited> ApplyChecked(Batch batch)
    {
        var message = batch.Message(request.Id);
        if (message is not null && message.AuthorId == Caller.Person &&
            batch.Local<EditRequest>().FirstOrDefault(e => e.MessageId == request.Id && e.Request == request.Request) is { } done)
            return new Edited(done.Version);
        if (batch.RoomFor(Caller.Person, request.Room) is null || message is null || message.RoomId != request.Room) return Refusals.NotFound;
        if (message.AuthorId != Caller.Person || message.NoticeKind is not null)
            return Refusals.Final(ErrorCodes.Forbidden, "Only its writer can edit a message.");
        if (batch.Member(request.Room, Caller.Person) is null) return Refusals.NotMember;
        if (MessageText.Check(request.Text) is { } error) return error;
        if (message.DeletedBy is not null) return Refusals.Final(ErrorCodes.NotFound, "The message was deleted.");
        if (message.Version != request.Version)
            return Refusals.Final(ErrorCodes.Stale, "The text was changed in the meantime. Look at the newer text, then edit that.") with { Current = message.ToWire() };

        var scope = Scope.Room(request.Room);
        message.Text = request.Text;
        message.Version++;
        message.Revision = batch.NextRevision(scope);
        batch.Changed(scope, RoomMessage.Kind, message);
        batch.Add(new EditRequest { MessageId = message.Id, Request = request.Request, Version = message.Version });
        return new Edited(message.Version);
    }
}
