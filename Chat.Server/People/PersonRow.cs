using Chat.Contracts;

namespace Chat.Server;

/// <summary>An account's public side: the row of kind <c>person</c> in the scope <c>people</c>.</summary>
internal static class PersonRow
{
    public static RowKind Kind { get; } = new RowKind<Account, Person>(
        "person", ScopeKind.People,
        a => a.ToWire(), a => a.Id, a => a.Revision, person => JsonSize.Row + JsonSize.Of(person.Name) + JsonSize.Of(person.DisplayName ?? ""),
        "Accounts", null, "Revision",
        (set, rows) => set with { People = rows });
}
