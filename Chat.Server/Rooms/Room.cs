using Chat.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Server;

/// <summary>A room: the row of kind <c>room</c> in its own scope.</summary>
public sealed class Room : IRow
{
    /// <summary>Random, so that it doesn't betray a private room.</summary>
    public Guid Id { get; init; }
    public long Revision { get; set; }
    public required string Name { get; set; }

    /// <summary>The folded name of a public room; null in private ones, so that names don't betray them either.</summary>
    public string? PublicName { get; set; }
    public string Topic { get; set; } = "";
    public bool Private { get; init; }
    public long CreatedAt { get; init; }
    public Guid CreatedBy { get; init; }

    /// <summary>The creator's request id: the same request again is the same room.</summary>
    public Guid CreateRequest { get; init; }
    public long Floor { get; set; } = 1;

    public RoomHeader ToWire() => new()
    {
        Id = Id,
        Revision = Revision,
        Name = Name,
        Topic = Topic,
        Private = Private,
        CreatedAt = CreatedAt,
        Floor = Floor,
    };

    public static RowKind Kind { get; } = new RowKind<Room, RoomHeader>(
        "room", ScopeKind.Room,
        room => room.ToWire(), room => room.Id, room => room.Revision, header => JsonSize.Row + JsonSize.Of(header.Name) + JsonSize.Of(header.Topic),
        "Rooms", "Id", "Revision",
        (set, rows) => set with { Room = rows[^1] });
}

internal sealed class RoomConfiguration : IEntityTypeConfiguration<Room>
{
    public void Configure(EntityTypeBuilder<Room> builder)
    {
        builder.HasIndex(r => r.PublicName).IsUnique();
        builder.HasIndex(r => new { r.CreatedBy, r.CreateRequest }).IsUnique();
    }
}
