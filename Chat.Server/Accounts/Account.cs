using Chat.Contracts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Server;

/// <summary>A person's account: Identity's fields for name, password and lock-out, and its row in the scope <c>people</c>.</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>The revision, in the scope <c>people</c>, of the last change that others see.</summary>
    public long Revision { get; set; }

    /// <summary>Whether this account administers the server.</summary>
    public bool Admin { get; set; }

    /// <summary>Whether the operator has shut this account out.</summary>
    public bool Disabled { get; set; }

    /// <summary>What the name looks like: two names that can be mistaken for each other have the same.</summary>
    public required string Skeleton { get; set; }

    /// <summary>What its owner wishes to be called; none: the user name.</summary>
    public string? DisplayName { get; set; }

    /// <summary>The display name without case and compatibility forms: by it people are found.</summary>
    public string? FoldedDisplayName { get; set; }

    /// <summary>The author colour that its owner chose, 1 to 12; none: the one that follows from the id.</summary>
    public int? Colour { get; set; }

    /// <summary>The account as others see it.</summary>
    public Person ToWire() => new() { Id = Id, Revision = Revision, Name = UserName!, DisplayName = DisplayName, Colour = Colour, Admin = Admin };
}

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("Accounts");
        account.HasKey(a => a.Id);
        account.HasIndex(a => a.NormalizedUserName).IsUnique();
        account.HasIndex(a => a.Skeleton).IsUnique();
        account.HasIndex(a => a.Revision);
        account.Property(a => a.UserName).IsRequired();
        account.Property(a => a.NormalizedUserName).IsRequired();
        account.Property(a => a.LockoutEnd).HasConversion(
            end => end!.Value.ToUnixTimeMilliseconds(),
            end => DateTimeOffset.FromUnixTimeMilliseconds(end));

        // Nothing here asks for an address, a telephone or a second factor. RoomLog is the only writer, so rows need
        // no stamp against each other, and ending sessions is a row of its own.
        account.Ignore(a => a.Email);
        account.Ignore(a => a.NormalizedEmail);
        account.Ignore(a => a.EmailConfirmed);
        account.Ignore(a => a.PhoneNumber);
        account.Ignore(a => a.PhoneNumberConfirmed);
        account.Ignore(a => a.TwoFactorEnabled);
        account.Ignore(a => a.LockoutEnabled);
        account.Ignore(a => a.SecurityStamp);
        account.Ignore(a => a.ConcurrencyStamp);
    }
}
