using Chat.Contracts;

namespace Chat.Server;

/// <summary>Moves read markers.</summary>
internal static class RoomMarkers
{
    /// <summary>Sets a marker, at the person's next revision.</summary>
    public static void Set(Batch batch, RoomMarker marker, long number, long generation)
    {
        var scope = Scope.Person(marker.PersonId);
        (marker.Number, marker.Generation) = (number, generation);
        marker.Revision = batch.NextRevision(scope);
        batch.Changed(scope, RoomMarker.Kind, marker);
    }

    /// <summary>Somebody joins: all before is read, and what an older device may still say of it no longer counts.</summary>
    public static void Begin(Batch batch, Guid room, Guid person)
    {
        var marker = batch.Marker(room, person) ?? batch.Add(new RoomMarker { RoomId = room, PersonId = person });
        Set(batch, marker, batch.Counter(Scope.Room(room)).Number, marker.Generation + 1);
    }
}
