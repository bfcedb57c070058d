using Chat.Contracts;

namespace Chat.Tests.Delivery;

/// <summary>Sets of the wire as they stand in a history.</summary>
internal static class SetRows
{
    public static SetSeen Of(ChangeSet set, string client, SetVia via, bool applied) => new()
    {
        Client = client,
        Scope = set.Scope,
        Via = via,
        From = set.From,
        To = set.To,
        Head = set.Head,
        Incarnation = set.Incarnation,
        Number = set.Number,
        Applied = applied,
        Messages = set.Messages is { } messages ? [.. messages.Select(MessageRow.Of)] : null,
        Members = set.Members is { } members ? [.. members.Select(m => new MemberRow(m.Person, m.Revision, m.Role))] : null,
        Memberships = set.Memberships is { } memberships ? [.. memberships.Select(m => new MembershipRow(m.Room, m.Revision, m.Role, m.Joined))] : null,
        Markers = set.Markers is { } markers ? [.. markers.Select(Of)] : null,
        Header = set.Room is { } room ? HeaderRow.Of(room) : null,
    };

    public static MarkerRow Of(ReadMarker marker) => new(marker.Room, marker.Revision, marker.Number, marker.Generation);
}
