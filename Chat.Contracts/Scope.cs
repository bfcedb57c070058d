using System.Diagnostics.CodeAnalysis;

namespace Chat.Contracts;

/// <summary>Which kind of thing has an order of its own.</summary>
public enum ScopeKind
{
    /// <summary>A room: header, members, messages.</summary>
    Room,
    /// <summary>One person's memberships and read markers.</summary>
    Person,
    /// <summary>Everybody's names.</summary>
    People,
}

/// <summary>What has an order of its own; on the wire <c>room:&lt;id&gt;</c>, <c>person:&lt;id&gt;</c> or <c>people</c>.</summary>
/// <param name="Kind">Which kind of thing.</param>
/// <param name="Id">The room's or person's id; empty for <c>people</c>.</param>
public readonly record struct Scope(ScopeKind Kind, Guid Id)
{
    /// <summary>The scope of everybody's names.</summary>
    public static Scope People { get; } = new(ScopeKind.People, Guid.Empty);

    /// <summary>The scope of a room.</summary>
    public static Scope Room(Guid id) => new(ScopeKind.Room, id);

    /// <summary>The scope of one person.</summary>
    public static Scope Person(Guid id) => new(ScopeKind.Person, id);

    /// <summary>The scope as it stands on the wire.</summary>
    public override string ToString() => Kind switch
    {
        ScopeKind.Room => $"room:{Id:D}",
        ScopeKind.Person => $"person:{Id:D}",
        _ => "people",
    };

    /// <summary>Reads a scope from the wire.</summary>
    /// <returns>False when <paramref name="text"/> is no scope that this version knows.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Scope scope)
    {
        scope = People;
        if (text == "people") return true;
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon < 0 || !Guid.TryParseExact(text.AsSpan(colon + 1), "D", out var id)) return false;
        switch (text.AsSpan(0, colon))
        {
            case "room": scope = Room(id); return true;
            case "person": scope = Person(id); return true;
            default: return false;
        }
    }
}
