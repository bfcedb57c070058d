using System.CommandLine;
using System.Diagnostics;

namespace Chat.Benchmarks;

/// <summary><c>seed</c>: fills a data folder, for this program's workloads and for any other load generator.</summary>
internal static class SeedCommand
{
    private const int Misused = 2;

    private static readonly Option<int> People = new("--people") { Description = "Accounts, each with a session.", DefaultValueFactory = _ => 100 };
    private static readonly Option<int> Rooms = new("--rooms") { Description = "Public rooms.", DefaultValueFactory = _ => 10 };
    private static readonly Option<int> Members = new("--members") { Description = "Members of each room.", DefaultValueFactory = _ => 10 };
    private static readonly Option<long> Messages = new("--messages") { Description = "Messages, over all rooms." };
    private static readonly Option<string> Out = new("--out") { Description = "The data folder, which must be empty or missing.", HelpName = "folder", Required = true };

    public static Command Make()
    {
        var verb = new Command("seed", "Fills a data folder without paying for password checks; writes tokens.txt and rooms.txt beside the database.") { People, Rooms, Members, Messages, Out };
        verb.SetAction((parsed, cancel) => RunAsync(
            new SeedPlan(parsed.GetValue(People), parsed.GetValue(Rooms), parsed.GetValue(Members), parsed.GetValue(Messages)), parsed.GetRequiredValue(Out), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(SeedPlan plan, string folder, CancellationToken cancellationToken)
    {
        var fault = plan.Fault ?? (File.Exists(folder) ? $"{folder} is a file. Name an empty folder, or one that is not there yet." : Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()
            ? $"{folder} is not empty. Name an empty folder, or one that is not there yet."
            : null);
        if (fault is not null)
        {
            await Console.Error.WriteLineAsync(fault);
            return Misused;
        }
        var took = Stopwatch.StartNew();
        await SeedAsync(plan, folder, Console.Error.WriteLine, cancellationToken);
        await Console.Error.WriteLineAsync(
            $"{plan.People:N0} people, {plan.Rooms:N0} rooms of {plan.Members:N0}, {plan.Messages:N0} messages in {took.Elapsed.TotalSeconds:F1} s. " +
            $"Serve them with --Chat:DataFolder {folder}; tokens.txt has a bearer token a line, rooms.txt a room id.");
        return 0;
    }

    /// <summary>Fills a folder.</summary>
    public static async Task<Community> SeedAsync(SeedPlan plan, string folder, Action<string> tell, CancellationToken cancellationToken)
    {
        var community = await Community.MakeAsync(folder, plan.People, plan.MembersOfRooms);
        tell($"    {plan.People:N0} people and {plan.Rooms:N0} rooms");
        MessageSeeder.Append(DatabaseIn(folder), RoomsOf(community, plan), plan.Messages, tell, cancellationToken);
        await File.WriteAllLinesAsync(Path.Combine(folder, "tokens.txt"), community.People.Select(person => person.Token), cancellationToken);
        await File.WriteAllLinesAsync(Path.Combine(folder, "rooms.txt"), community.Rooms.Select(room => room.ToString()), cancellationToken);
        return community;
    }

    /// <summary>The database of a data folder.</summary>
    public static string DatabaseIn(string folder) => Path.Combine(folder, "chat.db");

    /// <summary>The rooms of a plan, and who writes in them.</summary>
    public static IReadOnlyList<SeededRoom> RoomsOf(Community community, SeedPlan plan) =>
        [.. plan.MembersOfRooms.Select((members, room) => new SeededRoom(community.Rooms[room], [.. members.Select(member => community.People[member].Person)]))];
}
