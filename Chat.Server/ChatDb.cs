using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Chat.Server;

/// <summary>Everything the service keeps, in one file: a membership, a session and a message can share a transaction.</summary>
public sealed class ChatDb(DbContextOptions<ChatDb> options) : DbContext(options)
{
    public DbSet<Account> Users => Set<Account>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<Room> Rooms => Set<Room>();
    public DbSet<RoomMember> Members => Set<RoomMember>();
    public DbSet<RoomMessage> Messages => Set<RoomMessage>();
    public DbSet<EditRequest> EditRequests => Set<EditRequest>();
    public DbSet<RoomMarker> Markers => Set<RoomMarker>();
    public DbSet<ScopeCounter> Scopes => Set<ScopeCounter>();
    public DbSet<ScopeEpoch> Epochs => Set<ScopeEpoch>();
    public DbSet<Setting> Settings => Set<Setting>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ChatDb).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Guid>().HaveConversion<GuidToBytes>();

    /// <summary>16 bytes, big-endian: so that the database, the wire's text and every client sort ids alike.</summary>
    private sealed class GuidToBytes() : ValueConverter<Guid, byte[]>(
        id => id.ToByteArray(true), bytes => new Guid(bytes, true));
}

/// <summary>What the migrations tool makes its context with.</summary>
internal sealed class ChatDbDesign : Microsoft.EntityFrameworkCore.Design.IDesignTimeDbContextFactory<ChatDb>
{
    public ChatDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<ChatDb>().UseSqlite("Data Source=design.db").Options);
}
