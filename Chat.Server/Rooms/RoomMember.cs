using Chat.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Server;

/// <summary>
/// A person in a room: one entity, two rows of the wire. The room's scope has it as <c>member</c>, the person's as
/// <c>membership</c>. Who left stays as a tombstone.
/// </summary>
public sealed class RoomMember : IRow
{
    public Guid RoomId { get; init; }
    public Guid PersonId { get; init; }

    /// <summary>The revision in the room's scope.</summary>
    public long Revision { get; set; }

    /// <summary>The revision in the person's scope.</summary>
    public long PersonRevision { get; set; }

    /// <summary>One of <see cref="Roles"/>; null when they left.</summary>
    public string? Role { get; set; }

    /// <summary>The room revision at which this membership began.</summary>
    public long Joined { get; set; }

    public bool IsHere => Role is not null;

    public Member ToMember() => new() { Person = PersonId, Revision = Revision, Role = Role };

    public Membership ToMembership() => new() { Room = RoomId, Revision = PersonRevision, Role = Role, Joined = Joined };

    public static RowKind MemberKind { get; } = new RowKind<RoomMember, Member>(
        "member", ScopeKind.Room,
        m => m.ToMember(), m => m.PersonId, m => m.Revision, _ => JsonSize.Row,
        "Members", "RoomId", "Revision",
        (set, rows) => set with { Members = rows });

    public static RowKind MembershipKind { get; } = new RowKind<RoomMember, Membership>(
        "membership", ScopeKind.Person,
        m => m.ToMembership(), m => m.RoomId, m => m.PersonRevision, _ => JsonSize.Row,
        "Members", "PersonId", "PersonRevision",
        (set, rows) => set with { Memberships = rows });
}

internal sealed class RoomMemberConfiguration : IEntityTypeConfiguration<RoomMember>
{
    public void Configure(EntityTypeBuilder<RoomMember> builder)
    {
        builder.ToTable("Members");
        builder.HasKey(m => new { m.RoomId, m.PersonId });
        builder.HasIndex(m => new { m.RoomId, m.Revision });
        builder.HasIndex(m => new { m.PersonId, m.PersonRevision });
        builder.Ignore(m => m.IsHere);
    }
}
