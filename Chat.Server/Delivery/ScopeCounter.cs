using Chat.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Server;

/// <summary>How far a scope is. The counters live here and nowhere else.</summary>
public sealed class ScopeCounter
{
    public ScopeKind Kind { get; init; }
    public Guid Id { get; init; }

    /// <summary>The scope's last revision.</summary>
    public long Revision { get; set; }

    /// <summary>A room's last message number.</summary>
    public long Number { get; set; }

    /// <summary>A room's last message time, milliseconds since 1970 UTC: the next one's is never below it.</summary>
    public long At { get; set; }

    /// <summary>The incarnation that wrote the last revision.</summary>
    public string Incarnation { get; set; } = "";

    /// <summary>The last revision of each kind of row, by <see cref="RowKind.Index"/>: kinds without news cost no query.</summary>
    public long[] Kinds { get; set; } = [];

    public Scope Scope => new(Kind, Id);

    /// <summary><see cref="Kinds"/> as the database has them: numbers between commas.</summary>
    internal static string TextOf(long[] kinds) => string.Join(',', kinds);

    internal static long[] KindsOf(string text)
    {
        if (text.Length == 0) return [];
        var kinds = new long[text.AsSpan().Count(',') + 1];
        var at = 0;
        foreach (var part in text.AsSpan().Split(',')) kinds[at++] = long.Parse(text.AsSpan(part), System.Globalization.CultureInfo.InvariantCulture);
        return kinds;
    }

    /// <summary>The last revision of one kind of row.</summary>
    public long RevisionOf(RowKind kind) => kind.Index < Kinds.Length ? Kinds[kind.Index] : 0;
}

/// <summary>From which revision on an incarnation wrote a scope: a cursor tells by it that the database went back in time.</summary>
public sealed class ScopeEpoch
{
    public ScopeKind Kind { get; init; }
    public Guid Id { get; init; }
    public long FromRevision { get; init; }
    public required string Incarnation { get; init; }
}

internal sealed class ScopeCounterConfiguration : IEntityTypeConfiguration<ScopeCounter>
{
    public void Configure(EntityTypeBuilder<ScopeCounter> builder)
    {
        builder.ToTable("Scopes");
        builder.HasKey(s => new { s.Kind, s.Id });
        builder.Ignore(s => s.Scope);
        builder.Property(s => s.Kinds).HasConversion(
            kinds => ScopeCounter.TextOf(kinds),
            text => ScopeCounter.KindsOf(text),
            new ValueComparer<long[]>((a, b) => a!.SequenceEqual(b!), kinds => kinds.Length, kinds => kinds.ToArray()));
    }
}

internal sealed class ScopeEpochConfiguration : IEntityTypeConfiguration<ScopeEpoch>
{
    public void Configure(EntityTypeBuilder<ScopeEpoch> builder)
    {
        builder.ToTable("Epochs");
        builder.HasKey(e => new { e.Kind, e.Id, e.FromRevision });
    }
}

/// <summary>A value of the server's own: keys, tokens.</summary>
public sealed class Setting
{
    public required string Name { get; init; }
    public required byte[] Value { get; set; }
}

internal sealed class SettingConfiguration : IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Setting> builder) => builder.HasKey(s => s.Name);
}
