using Chat.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Chat.Server;

/// <summary>Reads people. Every account may see every name.</summary>
internal static class People
{
    public static List<Person> Read(ReadConnection db, IReadOnlyCollection<Guid> ids)
    {
        var people = new List<Person>(ids.Count);
        foreach (var id in ids)
            if (db.First<Account>("Id = ?1", s => s.Bind(1, id)) is { } account) people.Add(account.ToWire());
        return people;
    }

    /// <summary>People whose folded name, or a word of whose folded display name, begins with a folded text.</summary>
    public static async Task<List<Person>> FindAsync(ChatDb db, string folded, int limit)
    {
        var pattern = folded.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
        return [.. (await db.Users.AsNoTracking()
            .Where(a => EF.Functions.Like(a.NormalizedUserName!, pattern, "\\") ||
                EF.Functions.Like(a.FoldedDisplayName!, pattern, "\\") || EF.Functions.Like(a.FoldedDisplayName!, "% " + pattern, "\\"))
            .OrderBy(a => a.NormalizedUserName).Take(limit).ToListAsync()).Select(a => a.ToWire())];
    }
}

/// <summary>Answers who people are.</summary>
public sealed class PeopleReader(ChatDatabase database)
{
    private const int MostIds = 200, MostFound = 20;

    public Task<Outcome<PeopleAnswer>> ReadAsync(Caller caller, ReadPeople request) =>
        request.Ids is not { Count: <= MostIds }
            ? Task.FromResult<Outcome<PeopleAnswer>>(Refusals.Final(ErrorCodes.TooLong, $"Ask for at most {MostIds} people a call."))
            : AnswerAsync(caller, snapshot => Task.FromResult(People.Read(snapshot.Rows, request.Ids.ToHashSet())));

    public Task<Outcome<PeopleAnswer>> FindAsync(Caller caller, FindPeople request) =>
        AnswerAsync(caller, snapshot => People.FindAsync(snapshot.Db, UserNames.Fold(request.Text ?? ""), MostFound));

    private async Task<Outcome<PeopleAnswer>> AnswerAsync(Caller caller, Func<ReadSnapshot, Task<List<Person>>> read)
    {
        using var snapshot = database.ReadSnapshot();
        if (!ScopeReader.IsSignedIn(snapshot.Rows, caller)) return Refusals.SignedOut;
        var counter = new ScopeReader(snapshot.Rows, caller, database.Incarnation).Counter(Scope.People);
        return new PeopleAnswer { AsOf = counter.Revision, People = await read(snapshot) };
    }
}
