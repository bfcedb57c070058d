using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Server;

/// <summary>A device that is signed in: what stands behind a cookie and a bearer token alike.</summary>
public sealed class Session
{
    /// <summary>The session's id.</summary>
    public Guid Id { get; set; }

    /// <summary>SHA-256 of the token, which itself is kept nowhere: a stolen database signs nobody in.</summary>
    public required byte[] TokenHash { get; set; }

    /// <summary>Whose session it is.</summary>
    public Guid AccountId { get; set; }

    /// <summary>What the device calls itself.</summary>
    public required string Device { get; set; }

    /// <summary>When it began, milliseconds since 1970 UTC.</summary>
    public long CreatedAt { get; set; }

    /// <summary>When it was last used, milliseconds since 1970 UTC; written at most once a minute.</summary>
    public long LastUsedAt { get; set; }

    /// <summary>When it was ended by somebody, milliseconds since 1970 UTC.</summary>
    public long? RevokedAt { get; set; }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("Sessions");
        session.HasKey(s => s.Id);
        session.HasIndex(s => s.TokenHash).IsUnique();
        session.HasIndex(s => s.AccountId);
        session.HasIndex(s => s.RevokedAt);
        session.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
