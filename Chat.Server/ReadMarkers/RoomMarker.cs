using Chat.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Server;

/// <summary>How far a person has read a room: the row of kind <c>marker</c> in the person's scope.</summary>
public sealed class RoomMarker : IRow
{
    public Guid PersonId { get; init; }
    public Guid RoomId { get; init; }
    public long Revision { get; set; }
    public long Number { get; set; }
    public long Generation { get; set; }

    public ReadMarker ToWire() => new() { Room = RoomId, Revision = Revision, Number = Number, Generation = Generation };

    public static RowKind Kind { get; } = new RowKind<RoomMarker, ReadMarker>(
        "marker", ScopeKind.Person,
        m => m.ToWire(), m => m.RoomId, m => m.Revision, _ => JsonSize.Row,
        "Markers", "PersonId", "Revision",
        (set, rows) => set with { Markers = rows });
}

internal sealed class RoomMarkerConfiguration : IEntityTypeConfiguration<RoomMarker>
{
    public void Configure(EntityTypeBuilder<RoomMarker> builder)
    {
        builder.ToTable("Markers");
        // By person alone they are found by revision, too: a person has few, and each post changes one.
        builder.HasKey(m => new { m.PersonId, m.RoomId });
    }
}
