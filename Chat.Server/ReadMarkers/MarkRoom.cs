using Chat.Contracts;

namespace Chat.Server;

/// <summary>Moves the caller's read marker up, or sets it anew in the next generation.</summary>
internal sealed class MarkRoomChange(Caller caller, Guid room, long number, long generation, bool unread) : CallerChange<ReadMarker>(caller)
{
    public override void Need(Needs needs)
    {
        base.Need(needs);
        needs.Room(room);
        needs.Member(room, Caller.Person);
        needs.Marker(room, Caller.Person);
    }

    protected override Outcome<ReadMarker> ApplyChecked(Batch batch)
    {
        if (batch.RoomFor(Caller.Person, room) is null) return Refusals.NotFound;
        if (batch.Member(room, Caller.Person) is null || batch.Marker(room, Caller.Person) is not { } marker) return Refusals.NotMember;
        var clamped = Math.Clamp(number, 0, batch.Counter(Scope.Room(room)).Number);
        if (generation == marker.Generation)
        {
            if (unread) RoomMarkers.Set(batch, marker, clamped, marker.Generation + 1);
            else if (clamped > marker.Number) RoomMarkers.Set(batch, marker, clamped, marker.Generation);
        }
        return marker.ToWire();
    }
}
