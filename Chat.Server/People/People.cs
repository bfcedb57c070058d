using Chat.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Chat.Server;

/// <summary>Reads people. Every account may see every name.</summary>
internal static class People
{
    public static async Task<List<Person>> ReadAsync(ChatDb db, IReadOnlyCollection<Guid> ids)
    {
        var wanted = ids.ToList();
        return [.. (await db.Users.AsNoTracking().Where(a => wanted.Contains(a.Id)).ToListAsync()).Select(a => a.ToWire())];
    }

    /// <summary>People whose folded name begins with a folded text.</summary>
    public static async Task<List<Person>> FindAsync(ChatDb db, string folded, int limit)
    {
        var pattern = folded.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
        return [.. (await db.Users.AsNoTracking()
            .Where(a => EF.Functions.Like(a.NormalizedUserName!, pattern, "\\"))
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
            : AnswerAsync(caller, db => People.ReadAsync(db, request.Ids.ToHashSet()));

    public Task<Outcome<PeopleAnswer>> FindAsync(Caller caller, FindPeople request) =>
        AnswerAsync(caller, db => People.FindAsync(db, UserNames.Fold(request.Text ?? ""), MostFound));

    private async Task<Outcome<PeopleAnswer>> AnswerAsync(Caller caller, Func<ChatDb, Task<List<Person>>> read)
    {
        await using var snapshot = await database.ReadSnapshotAsync();
        if (!await ScopeReader.IsSignedInAsync(snapshot.Db, caller)) return Refusals.SignedOut;
        var counter = await new ScopeReader(snapshot.Db, caller, database.Incarnation).CounterAsync(Scope.People);
        return new PeopleAnswer { AsOf = counter.Revision, People = await read(snapshot.Db) };
    }
}
